#ifndef ALGORITHMS_H
#define ALGORITHMS_H

#include "account.h"

/* Every bar is visited; conditions are read from the series. */
void run_naive(const Market *market, const Trial *trial, Account *account);

/* From candidate to candidate by the entry masks; every bar in a position is visited. */
void run_jump(const Market *market, const Trial *trial, Account *account);

/* The same, but blocks of bars in a position are passed over where their extremes say everything. */
void run_skip(const Market *market, const Trial *trial, Account *account);

#endif
