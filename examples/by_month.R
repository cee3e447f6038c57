# Events by month and category from a store, with base R.
#
#   Rscript examples/by_month.R STORE [dateline]
arguments <- commandArgs(trailingOnly = TRUE)
dateline <- if (length(arguments) > 1) arguments[2] else "dateline"
lines <- system2(dateline, c("query", "--store", shQuote(arguments[1]), "--asserted", "--by", "month,event",
                             "--format", "csv"), stdout = TRUE)
events <- read.csv(text = lines)
print(xtabs(events ~ month + event, events))
