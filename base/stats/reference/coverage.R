# How often the 95 % percentile interval of a mean of levels 0 to 4 holds the mean of those the sample was drawn from:
# what docs/selfreview-method.md says of small groups. Run in this folder: Rscript coverage.R   (Debian 12: r-base-core)
set.seed(20261122)
covers <- function(p, n, rounds = 2000, replicates = 1000) {
  levels <- 0:4
  mean(replicate(rounds, {
    answers <- sample(levels, n, TRUE, p)
    means <- colMeans(matrix(sample(answers, n * replicates, TRUE), n))
    between <- quantile(means, c(0.025, 0.975))
    between[1] <= sum(levels * p) && sum(levels * p) <= between[2]
  }))
}
even <- rep(0.2, 5)
most_absent <- c(0.55, 0.25, 0.1, 0.07, 0.03)
mostly_practised <- c(0.05, 0.1, 0.2, 0.35, 0.3)
rows <- sapply(c(5, 10, 20, 40), function(n)
  paste(c(n, sprintf("%.3f", c(covers(even, n), covers(most_absent, n), covers(mostly_practised, n)))), collapse = "\t"))
writeLines(c(paste("people", "even", "most_absent", "mostly_practised", sep = "\t"), rows), "coverage.tsv")
