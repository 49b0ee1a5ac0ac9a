import { describe, expect, it } from 'vitest';
import { renderMeta } from '../../../../src/core/backtest/artifacts/render-meta.ts';
import type { RunFacts } from '../../../../src/core/backtest/artifacts/run-facts.ts';
import { facts, format, result } from './tiny-run.ts';

interface MetaFile {
  readonly config: { readonly effective: Readonly<Record<string, unknown>> };
  readonly run: { readonly rng_seed: number };
  readonly diagnostics: { readonly open_positions_at_end: readonly Readonly<Record<string, unknown>>[] };
}

function metaOf(changes: Partial<RunFacts>): MetaFile {
  return JSON.parse(renderMeta({ ...facts, ...changes }, result, format)) as MetaFile;
}

describe('meta.json', () => {
  it('looks like this', () => {
    expect(renderMeta(facts, result, format)).toMatchInlineSnapshot(`
      "{
        "account": {
          "account_currency": "USD",
          "initial_balance": 10000
        },
        "config": {
          "effective": {
            "account": {
              "account_currency": "USD",
              "conversion": null,
              "initial_balance": 10000,
              "max_positions": 2,
              "risk_per_trade": 100
            },
            "cooldown": {
              "bars": 0,
              "minutes_after_entry": 0,
              "minutes_after_exit": 0
            },
            "costs": {
              "enabled": true,
              "fee_multiplier": 1,
              "pip_buffer_factor": null,
              "pip_size": null,
              "slippage_multiplier": 1.25,
              "spread_multiplier": 1
            },
            "data_mode": "candle",
            "end_date": "2024-05-07",
            "end_of_data": "keep_open",
            "execution_variant": "v2",
            "fill_policy": {
              "limit_entry": "limit_price",
              "stop_loss_gap": "worse_of_open",
              "take_profit_gap": "level"
            },
            "logging": {
              "enable_entry_logging": false,
              "logging_mode": "off"
            },
            "market_hours": "fx_24_5",
            "metrics": {},
            "news_filter": {
              "currencies": null,
              "enabled": false,
              "min_impact": "high",
              "minutes_after": 30,
              "minutes_before": 30
            },
            "observability": {
              "profiling_mode": false
            },
            "rng_seed": 42,
            "run_mode": "dev",
            "schema_version": "2",
            "sessions": [
              {
                "end": "22:00",
                "start": "06:00"
              }
            ],
            "start_date": "2024-05-06",
            "strategy_name": "mean_reversion_z_score",
            "strategy_parameters": {
              "atr_length": 14,
              "kalman_q": 0.1
            },
            "symbol": "EURUSD",
            "timeframes": {
              "additional": [
                "D1"
              ],
              "additional_source": "separate_parquet",
              "primary": "H1"
            },
            "trade_management": {
              "enabled": null,
              "rules": {
                "max_holding_time": {
                  "enabled": false,
                  "max_holding_minutes": null,
                  "only_scenarios": []
                }
              },
              "stop_update_policy": "apply_next_bar",
              "tp_policy": "frozen"
            },
            "warmup_bars": 2
          },
          "hash": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
          "source": "configs/single.json"
        },
        "dataset": {
          "effective_paths": [
            {
              "kind": "market_parquet",
              "path": "\${OMEGA_DATA_PARQUET_ROOT}",
              "source": "env:OMEGA_DATA_PARQUET_ROOT"
            },
            {
              "kind": "symbol_specs_yaml",
              "path": "configs/symbol_specs.yaml",
              "source": "default"
            }
          ],
          "end_time": "2024-05-07T03:00:00Z",
          "end_time_ns": 1715050800000000000,
          "governance": {
            "alignment": {
              "by_timeframe": {
                "H1": {
                  "aligned_count": 8,
                  "alignment_loss": 0.001235
                }
              },
              "loss_max": 0.001235
            },
            "repair": {
              "H1": {
                "factor": 0.12345678901,
                "policy": "mend"
              }
            },
            "warnings": [
              {
                "code": "WARN_GAPS",
                "count": 3
              },
              {
                "code": "WARN_HTF_STALE",
                "count": 3
              }
            ]
          },
          "manifest_ref": "results/manifests/dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd.json",
          "manifest_sha256": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
          "start_time": "2024-05-06T22:00:00Z",
          "start_time_ns": 1715032800000000000,
          "symbol": "EURUSD",
          "timeframe": "H1",
          "timeframes": {
            "D1": "listed",
            "H4": "auto"
          }
        },
        "diagnostics": {
          "bars_processed": 6,
          "blocked": {
            "cooldown_bars": 2,
            "session": 1
          },
          "dropped_stop_changes": 0,
          "fills": 4,
          "open_positions_at_end": [
            {
              "direction": "long",
              "entry_fee": 1,
              "entry_price": 1.0902,
              "entry_time": "2024-05-07T03:00:00Z",
              "entry_time_ns": 1715050800000000000,
              "initial_stop_loss": 1.0892,
              "order_type": "market",
              "scenario_id": 6,
              "size": 0.5,
              "stop_loss": 1.0892,
              "symbol": "EURUSD",
              "take_profit": 1.0952,
              "unrealised": 14.38
            },
            {
              "direction": "short",
              "entry_fee": 1,
              "entry_price": 1.0905,
              "entry_time": "2024-05-07T03:00:00Z",
              "entry_time_ns": 1715050800000000000,
              "initial_stop_loss": 1.0915,
              "order_type": "stop",
              "scenario_id": 0,
              "size": 0.5,
              "stop_loss": 1.0915,
              "symbol": "EURUSD",
              "take_profit": 1.0855,
              "unrealised": null
            }
          ],
          "pending_at_end": 1,
          "signals": 5,
          "signals_rejected": {
            "sl_too_close": 1
          },
          "undefined_indicator_bars": 0,
          "warmup_bars": 2
        },
        "engine": {
          "name": "omega",
          "version": "0.1.0"
        },
        "generated_at": "2024-06-01T12:30:15.250Z",
        "generated_at_ns": 1717245015250000000,
        "run": {
          "artifact_hash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "execution_variant": "v2",
          "result_hash": "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr",
          "rng_seed": 42,
          "run_mode": "dev"
        },
        "run_id": "0123456789abcdef",
        "strategy": {
          "name": "mean_reversion_z_score",
          "version": "1.0.0"
        }
      }
      "
    `);
  });

  it('leaves a seed from the operating system out of the configuration only', () => {
    const meta = metaOf({ isSeedDrawn: true, rngSeed: 987 });
    expect(meta.config.effective).not.toHaveProperty('rng_seed');
    expect(meta.run.rng_seed).toBe(987);
    expect(metaOf({}).config.effective.rng_seed).toBe(42);
  });

  it('differs between two runs in the time of writing only', () => {
    const later = renderMeta({ ...facts, generatedAtMs: facts.generatedAtMs + 1 }, result, format).split('\n');
    const changed = renderMeta(facts, result, format)
      .split('\n')
      .filter((line, index) => line !== later[index]);
    expect(changed.map((line) => line.trim().split(':')[0])).toEqual(['"generated_at"', '"generated_at_ns"']);
  });

  it('lists open positions by position id with the formats of a trade', () => {
    const [first, second] = metaOf({}).diagnostics.open_positions_at_end;
    expect(first).toMatchObject({ order_type: 'market', entry_price: 1.0902, unrealised: 14.38 });
    expect(second).toMatchObject({ order_type: 'stop', direction: 'short', unrealised: null });
    expect(Object.keys(first)).toEqual([
      'direction',
      'entry_fee',
      'entry_price',
      'entry_time',
      'entry_time_ns',
      'initial_stop_loss',
      'order_type',
      'scenario_id',
      'size',
      'stop_loss',
      'symbol',
      'take_profit',
      'unrealised',
    ]);
  });

  it('has an empty list when everything is closed', () => {
    expect(renderMeta(facts, { ...result, openPositions: [] }, format)).toContain('"open_positions_at_end": [],');
  });

  it('carries provenance only when asked for', () => {
    expect(metaOf({})).not.toHaveProperty('git');
    expect(metaOf({ git: { commit: 'abc', dirty: true } })).toMatchObject({ git: { commit: 'abc', dirty: true } });
  });

  it('refuses a configuration value that is not finite and names it', () => {
    const strategy_parameters = { atr_length: Number.NaN };
    expect(() => metaOf({ config: { ...facts.config, strategy_parameters } })).toThrowError(
      expect.objectContaining({
        code: 'RUNTIME_NON_FINITE_OUTPUT',
        where: 'meta.json.config.effective.strategy_parameters.atr_length',
      }),
    );
  });
});
