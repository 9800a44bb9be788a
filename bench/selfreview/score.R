# The peer of `concord selfreview score`: the same figures of the same files, written plainly in R.
#   Rscript score.R INSTRUMENT.toml RESPONSES.csv
# Of each item: counts by audience, 2,000 draws of median and mean, the test of both sides; then p.adjust. It does less
# than Concord: no dimensions, no rules of disclosure, no skip rules.
arguments <- commandArgs(TRUE)
begin <- proc.time()[["elapsed"]]
data <- read.csv(arguments[2], colClasses = "character")
read <- proc.time()[["elapsed"]]
items <- setdiff(names(data), c("respondent", "group", "unit"))
agency <- data$group %in% c("leadership", "supervisor", "officer", "professional_staff")
audiences <- c(list(all = rep(TRUE, nrow(data)), agency = agency, community = !agency),
               lapply(split(seq_len(nrow(data)), data$group), function(rows) seq_len(nrow(data)) %in% rows))
median_of <- function(counts) {
  n <- sum(counts); ends <- cumsum(counts)
  (sum(ends < (n + 1) %/% 2) + sum(ends < n %/% 2 + 1)) / 2
}
p <- numeric(length(items))
for (i in seq_along(items)) {
  level <- suppressWarnings(as.integer(data[[items[i]]]))
  for (rows in audiences) {
    counts <- tabulate(level[rows] + 1L, 5)
    if (sum(counts) < 5) next
    drawn <- rmultinom(2000, sum(counts), counts)
    quantile(apply(drawn, 2, median_of), c(0.025, 0.975))
    quantile(colSums(drawn * 0:4) / sum(counts), c(0.025, 0.975))
  }
  p[i] <- wilcox.test(level[agency], level[!agency], exact = FALSE)$p.value
}
adjusted <- p.adjust(p, "BH")
done <- proc.time()[["elapsed"]]
cat(sprintf("R: %.1f s to read, %.1f s to score\n", read - begin, done - read))
