import { describe, expect, it } from 'vitest';
import { Account } from '../../../src/core/portfolio/account.ts';

describe('account (execution.md 11.2)', () => {
  it('starts with its initial balance and no fees', () => {
    expect(new Account(10_000)).toMatchObject({ initialBalance: 10_000, balance: 10_000, feesTotal: 0 });
  });

  it('pays fees out of the balance and sums them', () => {
    const account = new Account(10_000);
    account.bookFee(3.5);
    account.bookFee(2);
    expect(account).toMatchObject({ initialBalance: 10_000, balance: 9994.5, feesTotal: 5.5 });
  });

  it('adds results to the balance alone', () => {
    const account = new Account(10_000);
    account.bookResult(120);
    account.bookResult(-20);
    expect(account).toMatchObject({ initialBalance: 10_000, balance: 10_100, feesTotal: 0 });
  });
});
