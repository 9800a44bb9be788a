# Makes the numbers that base/stats is tested against, with R's own tests and, for the exact distribution with ties,
# the package coin. Run in this folder: Rscript make.R   (Debian 12: r-base-core, r-cran-coin)
# Writes versions.txt and one file of tab-separated values for each kind. Lists stand in one field, parted by spaces.
suppressPackageStartupMessages(library(coin))
set.seed(20261121, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
number <- function(x) ifelse(is.na(x), "nan", formatC(x, digits = 15, format = "g", width = 1))
list_of <- function(x) paste(x, collapse = " ")
write_rows <- function(file, rows) writeLines(sapply(rows, paste, collapse = "\t"), file)

writeLines(c(R.version.string, paste("coin", packageVersion("coin"))), "versions.txt")

# p.adjust, with ties, with values that are missing, and with one alone.
rows <- list()
for (p in list(c(0.01, 0.02, 0.03, 0.04, 0.05), c(0.04, 0.001, 0.5, 0.04, 0.9, 0.002), 0.03, runif(50)^3,
               c(0.01, NA, 0.02, NA, 0.2), c(1, 1, 0.2), c(0, 0, 0.5), rep(0.04, 7))) {
  for (method in c("bonferroni", "holm", "hochberg", "BH", "BY"))
    rows[[length(rows) + 1]] <- c(method, list_of(number(p)), list_of(number(p.adjust(p, method))))
}
write_rows("p_adjust.tsv", rows)

# wilcox.test by the normal approximation; counts of levels 0 to 4 in two groups.
expand <- function(counts) rep(seq_along(counts) - 1, counts)
draw <- function(n, weights) tabulate(sample.int(5, n, TRUE, weights), 5)
rows <- list()
for (i in 1:60) {
  a <- draw(sample(c(1, 2, 5, 12, 40, 300), 1), runif(5) + 0.05)
  b <- draw(sample(c(1, 3, 7, 25, 90, 1000), 1), runif(5) + 0.05)
  if (length(unique(c(expand(a), expand(b)))) < 2) next
  test <- suppressWarnings(wilcox.test(expand(a), expand(b), exact = FALSE, correct = TRUE))
  rows[[length(rows) + 1]] <- c(list_of(a), list_of(b), number(unname(test$statistic)), number(test$p.value))
}
write_rows("rank_sum_normal.tsv", rows)

# The exact distribution: without ties by wilcox.test itself, with ties by coin.
rows <- list()
for (i in 1:20) {
  n <- sample(1:12, 1)
  m <- sample(1:12, 1)
  order <- sample(n + m)
  a <- as.integer(seq_len(n + m) %in% order[seq_len(n)])
  test <- wilcox.test(which(a == 1), which(a == 0), exact = TRUE)
  rows[[length(rows) + 1]] <- c(list_of(a), list_of(1 - a), number(unname(test$statistic)), number(test$p.value))
}
for (i in 1:40) {
  a <- draw(sample(c(1, 2, 5, 9, 15, 30), 1), runif(5) + 0.05)
  b <- draw(sample(c(1, 3, 7, 12, 25, 35), 1), runif(5) + 0.05)
  if (length(unique(c(expand(a), expand(b)))) < 2) next
  y <- c(expand(a), expand(b))
  group <- factor(rep(c("a", "b"), c(sum(a), sum(b))))
  w <- unname(suppressWarnings(wilcox.test(expand(a), expand(b), exact = FALSE))$statistic)
  p <- as.numeric(pvalue(wilcox_test(y ~ group, distribution = exact(algorithm = "shift"))))
  rows[[length(rows) + 1]] <- c(list_of(a), list_of(b), number(w), number(p))
}
write_rows("rank_sum_exact.tsv", rows)

# Percentiles of given replicates, quantile(type = 7).
rows <- list()
for (n in c(1, 2, 3, 10, 101, 200)) {
  for (confidence in c(0.5, 0.9, 0.95, 0.99)) {
    x <- signif(if (n > 100) sample(0:8, n, TRUE) / 2 else rnorm(n), 6)
    tails <- c((1 - confidence) / 2, 1 - (1 - confidence) / 2)
    rows[[length(rows) + 1]] <- c(number(confidence), list_of(number(x)), list_of(number(unname(quantile(x, tails, type = 7)))))
  }
}
write_rows("percentiles.tsv", rows)

# Bootstrap percentile intervals of the mean and the median: many replicates, so that what differs is chance alone.
rows <- list()
for (i in 1:12) {
  counts <- draw(c(5, 8, 12, 20, 60, 200)[(i - 1) %% 6 + 1], runif(5) + 0.05)
  x <- expand(counts)
  drawn <- replicate(20000, { s <- sample(x, replace = TRUE); c(mean(s), median(s)) })
  for (k in 1:2)
    rows[[length(rows) + 1]] <- c(c("mean", "median")[k], list_of(counts), list_of(number(unname(quantile(drawn[k, ], c(0.025, 0.975), type = 7)))))
}
write_rows("bootstrap.tsv", rows)

# Wilson's interval, prop.test without correction.
rows <- list()
for (n in c(1, 5, 10, 37, 400)) {
  for (x in unique(c(0, 1, n %/% 3, n))) {
    for (confidence in c(0.9, 0.95)) {
      ci <- suppressWarnings(prop.test(x, n, correct = FALSE, conf.level = confidence))$conf.int
      rows[[length(rows) + 1]] <- c(x, n, number(confidence), list_of(number(ci)))
    }
  }
}
write_rows("wilson.tsv", rows)

# Quantiles of the normal distribution.
p <- c(1e-300, 1e-15, 1e-6, 0.001, 0.02, 0.024, 0.025, 0.1, 0.3, 0.5, 0.77, 0.975, 0.98, 0.999, 1 - 1e-9)
write_rows("normal.tsv", lapply(p, function(one) c(formatC(one, digits = 17, format = "g"), formatC(qnorm(one), digits = 17, format = "g"))))
