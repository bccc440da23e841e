# Files as R writes them, and what its survey package says of them. Run: Rscript make_files.R FOLDER [all]
# Without "all" only made-up responses (kept in the folder files/ beside this script: they carry nobody's licence);
# with it the data sets that come with the survey package too. Base R and survey only.
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
tables <- list()
ask <- function(file, data, columns, by = c(), weights = "") {
  write.csv(data, file.path(folder, file), row.names = file != "made_up.csv")
  number <- function(x) sprintf("%.17g", as.numeric(x))
  for (column in columns) for (group in c("", by)) {
    rows <- data.frame(w = if (weights == "") 1 else data[[weights]], x = as.character(data[[column]]), g = if (group == "") "" else as.character(data[[group]]))
    for (level in sort(unique(na.omit(rows$x)))) {
      rows$chosen <- 1 * (rows$x == level)
      design <- svydesign(ids = ~1, weights = ~w, data = rows)
      found <- if (group == "") svymean(~chosen, design, na.rm = TRUE) else svyby(~chosen, ~g, design, svymean, na.rm = TRUE)
      limits <- confint(found)
      groups <- if (group == "") "" else as.character(found$g)
      for (place in seq_along(groups)) {
        here <- which(rows$chosen == 1 & rows$g == groups[place])
        tables[[length(tables) + 1]] <<- data.frame(
          file = file, column = column, by = group, weights = weights, level = level, by_level = groups[place],
          count = length(here), weighted = number(sum(rows$w[here])), percent = number(100 * coef(found)[place]),
          se = number(100 * SE(found)[place]), low = number(100 * limits[place, 1]), high = number(100 * limits[place, 2])
        )
      }
    }
  }
}

set.seed(2011)
n <- 160
pick <- function(levels, silent = 0.1) ifelse(runif(n) < silent, NA, sample(levels, n, replace = TRUE))
made_up <- data.frame(
  region = pick(c("Kent, East", "the \"Ness\"", "NA", "007", "7", "Straße")), satisfied = pick(c(1, 2, 10)),
  agrees = pick(c(TRUE, FALSE)), alone = c("only one", rep(c("many", "others"), length.out = n - 1)), says = rep("same", n),
  weight = ifelse(runif(n) < 0.1, 0, round(exp(rnorm(n, 6, 1)), 3)), stringsAsFactors = FALSE
)
ask("made_up.csv", made_up, c("region", "satisfied", "agrees", "says"), c("region", "alone", "agrees"), "weight")
if (length(arguments) > 1) {
  data(nhanes); data(yrbs); data(api); data(hospital); data(fpc); data(crowd); data(mu284); data(scd); data(election)
  ask("nhanes.csv", nhanes, c("HI_CHOL", "agecat"), c("race"), "WTMEC2YR")
  ask("yrbs.csv", yrbs, "qn8", c(), "weight")
  ask("apistrat.csv", apistrat, c("stype", "awards", "acs.k3"), "sch.wide", "pw")
  ask("apiclus2.csv", apiclus2, c("stype", "yr.rnd"), "both", "pw")
  ask("hospital.csv", hospital, "oblevel", c(), "weighta")
  ask("fpc.csv", fpc, "psuid", "stratid", "weight")
  ask("crowd.csv", crowd, "rooms", "stratum", "weight")
  ask("mu284.csv", mu284, "n2", "n1")
  ask("scd.csv", scd, "ambulance", "ESA", "alive")
  ask("election_pps.csv", election_pps, "Nader", c(), "wt")
}
write.csv(do.call(rbind, tables), file.path(folder, "expected.csv"), row.names = FALSE, na = "", fileEncoding = "UTF-8")
