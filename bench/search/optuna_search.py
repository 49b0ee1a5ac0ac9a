"""Best values that Optuna's samplers find on the functions of problems.ts and on problems of the caller.

The first line of standard input is the request:
{"trials": n, "seeds": [...], "functions": [names], "served": [{"name": ..., "parameters": [...]}]}.
A served problem is computed by the caller: a line {"problem": name, "values": [...]} goes to standard
output, and the next line of standard input is its cost. The last line of output is {"version": ...,
"best": {problem: {sampler: [best value of every seed]}}}.
"""

import json
import math
import sys
import warnings

import optuna

HARTMANN_WEIGHTS = [1, 1.2, 3, 3.2]
HARTMANN_SCALES = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
HARTMANN_CENTRES = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def floats(trial, count, low, high):
    return [trial.suggest_float(f"x{d}", low, high) for d in range(count)]


def sphere(trial):
    return sum((value - 1) ** 2 for value in floats(trial, 5, -5, 5))


def rosenbrock(trial):
    x = floats(trial, 4, -2, 2)
    return sum(100 * (x[d + 1] - x[d] ** 2) ** 2 + (1 - x[d]) ** 2 for d in range(3))


def branin(trial):
    x = trial.suggest_float("x0", -5, 10)
    y = trial.suggest_float("x1", 0, 15)
    valley = y - (5.1 / (4 * math.pi**2)) * x**2 + (5 / math.pi) * x - 6
    return valley**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann(trial):
    x = floats(trial, 6, 0, 1)
    total = 0.0
    for weight, scales, centres in zip(HARTMANN_WEIGHTS, HARTMANN_SCALES, HARTMANN_CENTRES):
        total += weight * math.exp(-sum(s * (v - c) ** 2 for s, v, c in zip(scales, x, centres)))
    return -total


def mixed_conditional(trial):
    kind = trial.suggest_categorical("kind", ["line", "tree"])
    x = trial.suggest_float("x", -5, 5)
    if kind == "line":
        rate = trial.suggest_float("rate", 0.0001, 1, log=True)
        return (x + 2) ** 2 + (math.log10(rate) + 2) ** 2
    depth = trial.suggest_int("depth", 1, 10)
    return (x - 1) ** 2 + 0.1 * (depth - 7) ** 2 + 0.5


PROBLEMS = {
    "sphere": sphere,
    "Rosenbrock": rosenbrock,
    "Branin": branin,
    "Hartmann-6": hartmann,
    "mixed conditional": mixed_conditional,
}
CHOICE_PROBLEMS = {"mixed conditional"}
SAMPLERS = {
    "random": optuna.samplers.RandomSampler,
    "tpe": optuna.samplers.TPESampler,
    "cma": optuna.samplers.CmaEsSampler,
    "nsga2": optuna.samplers.NSGAIISampler,
}


def suggest(trial, parameter):
    name, low, high, step, log = (parameter[key] for key in ("name", "low", "high", "step", "log"))
    if parameter["kind"] == "int":
        return trial.suggest_int(name, low, high, step=step, log=log)
    return trial.suggest_float(name, low, high, step=step, log=log)


def served(problem):
    """The objective of a problem of the caller."""

    def cost(trial):
        values = [suggest(trial, parameter) for parameter in problem["parameters"]]
        print(json.dumps({"problem": problem["name"], "values": values}), flush=True)
        return float(sys.stdin.readline())

    return cost


def best_value(objective, sampler, seed, trials):
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed=seed))
    study.optimize(objective, n_trials=trials)
    return study.best_value


def main():
    warnings.filterwarnings("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    request = json.loads(sys.stdin.readline())
    problems = {name: PROBLEMS[name] for name in request["functions"]}
    problems.update({problem["name"]: served(problem) for problem in request["served"]})
    best = {
        name: {
            sampler: [best_value(problem, sampler, seed, request["trials"]) for seed in request["seeds"]]
            for sampler in SAMPLERS
            if sampler != "cma" or name not in CHOICE_PROBLEMS
        }
        for name, problem in problems.items()
    }
    print(json.dumps({"version": optuna.__version__, "best": best}))


if __name__ == "__main__":
    main()
