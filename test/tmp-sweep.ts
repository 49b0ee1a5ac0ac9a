import { runSweep } from '../src/optimizer/sweep/run-sweep.ts';
const t=performance.now();
const r = await runSweep({target:{file:'sweeps/quickstart.yaml'}, workers:Number(process.argv[2]??2), environment:{OMEGA_DATA_PARQUET_ROOT:'/work/shared/data/synthetic'}, onNotice:(n)=>console.log(n), onEstimate:e=>console.log(e), restart: process.argv[3]==='restart'});
console.log(r.outcome, r.exitCode, r.sweepId, r.byStatus, r.finishedNow, r.elapsedMs, r.remark, r.bestRunFolder, r.top[0]?.parametersJson, r.top[0]?.score);
console.log(((performance.now()-t)/1000).toFixed(1));
