# What R's survey package says of responses.csv, for our tests. Run in this folder: Rscript make_expected.R [OUT.csv]
# Base R and survey only. Calibrated errors: the calibrated design is put together by hand exactly as
# calibrate(calfun = "raking") puts it together, since calibrate() itself asks for the package MASS.
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
out <- if (length(arguments) > 0) arguments[1] else "expected.csv"

data <- read.csv("responses.csv", na.strings = "", stringsAsFactors = TRUE)
found <- list()
say <- function(measure, key, value) found[[length(found) + 1]] <<- data.frame(measure = measure, key = key, value = sprintf("%.17g", as.numeric(value)))

margins <- list(
  sex = data.frame(sex = c("man", "woman"), Freq = c(4900, 5100)),
  age = data.frame(age = c("16-34", "35-64", "65+"), Freq = c(3300, 4500, 2200)),
  district = data.frame(district = c("Fen", "Hill", "Town"), Freq = c(1500, 2500, 6000))
)
raked <- function(design, control) rake(design, lapply(names(margins), function(v) as.formula(paste0("~", v))), margins, control = control)
calibrated <- function(design) {
  tight <- raked(design, list(epsilon = 1e-13, maxit = 2000))
  g <- weights(tight) / weights(design)
  half <- sqrt(weights(design))
  matrix <- model.matrix(~ sex + age + district, data)
  parts <- list(qr = qr(matrix * half), w = g * half, stage = 0, index = NULL)
  class(parts) <- c("greg_calibration", "gen_raking")
  tight$postStrata <- list(parts)
  tight
}

plain <- svydesign(ids = ~1, weights = ~1, data = data)
given <- svydesign(ids = ~1, weights = ~weight, data = data)
clustered <- svydesign(ids = ~village, strata = ~region, weights = ~weight, fpc = ~villages, data = data, nest = TRUE)
designs <- list(
  plain = plain, given = given, clustered = clustered,
  post = postStratify(given, ~age, margins$age),
  calibrated = calibrated(plain), calibrated_given = calibrated(given)
)

for (name in c("plain", "given")) {
  base <- designs[[name]]
  for (row in 1:nrow(data)) {
    if (row == 1) { early <- weights(raked(base, list(epsilon = 1, maxit = 100))); late <- weights(raked(base, list(epsilon = 1e-13, maxit = 2000))) }
    say(paste0("rake early ", name), row, early[row]); say(paste0("rake ", name), row, late[row])
  }
}
trimmed <- trimWeights(designs$calibrated, lower = 12, upper = 60)
strict <- trimWeights(designs$calibrated, lower = 12, upper = 60, strict = TRUE)
for (row in 1:nrow(data)) { say("trim", row, weights(trimmed)[row]); say("trim strict", row, weights(strict)[row]) }

for (name in names(designs)) {
  design <- designs[[name]]
  one <- svymean(~view, design, na.rm = TRUE)
  by <- svyby(~view, ~district, design, svymean, na.rm = TRUE)
  for (level in levels(data$view)) {
    place <- paste0("view", level)
    say(paste(name, "share"), level, coef(one)[place]); say(paste(name, "se"), level, SE(one)[place])
    limits <- confint(one)[place, ]
    say(paste(name, "low"), level, limits[1]); say(paste(name, "high"), level, limits[2])
    for (group in levels(data$district)) {
      say(paste(name, "by share"), paste(group, level, sep = "/"), by[group, place])
      say(paste(name, "by se"), paste(group, level, sep = "/"), by[group, paste0("se.", place)])
    }
    # "xlogit" is "logit" worked out directly: svyglm stops its search a little short, and fails on part of a calibrated
    # design. So does svyttest, which stands on it: there, a contrast of ratios is the same test.
    tied <- !is.null(design$postStrata)
    logit <- svyciprop(as.formula(paste0("~I(view %in% '", level, "')")), subset(design, !is.na(view)), method = "xlogit")
    say(paste(name, "logit low"), level, attr(logit, "ci")[1]); say(paste(name, "logit high"), level, attr(logit, "ci")[2])
    for (pair in list(c("Fen", "Hill"), c("Fen", "Town"), c("Hill", "Town"))) {
      two <- subset(design, !is.na(view) & district %in% pair)
      key <- paste(pair[1], pair[2], level, sep = "/")
      if (tied) {
        sums <- update(design,
          d1 = as.numeric(!is.na(view) & district == pair[1]), d2 = as.numeric(!is.na(view) & district == pair[2]),
          x1 = d1 * (view %in% level), x2 = d2 * (view %in% level))
        difference <- svycontrast(svytotal(~ d1 + d2 + x1 + x2, sums), list(d = quote(x2 / d2 - x1 / d1)))
        t <- coef(difference) / SE(difference)
        say(paste(name, "t"), key, t); say(paste(name, "p"), key, 2 * pt(-abs(t), degf(two) - 1))
      } else {
        test <- svyttest(as.formula(paste0("I(as.numeric(view == '", level, "')) ~ I(as.numeric(district == '", pair[2], "'))")), two)
        say(paste(name, "t"), key, test$statistic); say(paste(name, "p"), key, test$p.value)
      }
    }
  }
  park <- svyby(~park, ~sex, design, svymean, na.rm = TRUE)
  for (group in levels(data$sex)) { say(paste(name, "many share"), group, park[group, "park"]); say(paste(name, "many se"), group, park[group, "se"]) }
  number <- svymean(~hours, design, na.rm = TRUE)
  say(paste(name, "mean"), "all", coef(number)); say(paste(name, "mean se"), "all", SE(number))
  numbers <- svyby(~hours, ~sex, design, svymean, na.rm = TRUE)
  for (group in levels(data$sex)) { say(paste(name, "mean"), group, numbers[group, "hours"]); say(paste(name, "mean se"), group, numbers[group, "se"]) }
  total <- svytotal(~hours, design, na.rm = TRUE)
  say(paste(name, "total"), "all", coef(total)); say(paste(name, "total se"), "all", SE(total))
  quantiles <- svyquantile(~hours, design, c(0.25, 0.5, 0.9), na.rm = TRUE)$hours
  for (q in rownames(quantiles)) {
    say(paste(name, "quantile"), q, quantiles[q, 1]); say(paste(name, "quantile low"), q, quantiles[q, 2])
    say(paste(name, "quantile high"), q, quantiles[q, 3]); say(paste(name, "quantile se"), q, quantiles[q, 4])
  }
  chi <- svychisq(~view + sex, design, statistic = "F")
  say(paste(name, "F"), "view/sex", chi$statistic); say(paste(name, "F p"), "view/sex", chi$p.value)
  say(paste(name, "F ndf"), "view/sex", chi$parameter[1]); say(paste(name, "F ddf"), "view/sex", chi$parameter[2])
}
write.csv(do.call(rbind, found), out, row.names = FALSE, quote = FALSE)
