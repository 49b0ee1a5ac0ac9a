import type { IndicatorDefinition } from '../../indicators/indicator.ts';
import { getIndicator } from '../../indicators/registry.ts';
import { isJsonObject } from '../../math/json-kind.ts';
import { elementPath } from '../../math/json-path.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import type {
  AlignedCloseRequest,
  IndicatorRequest,
  StrategyEnvironment,
  StrategyRequirements,
} from '../../types/strategy.ts';
import { isTimeframe, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../types/timeframe.ts';
import { kindOf } from './strategy-contract.ts';

/** Refusal of what an author declared; caught where the declaration was asked for. */
export class RequirementError extends Error {}

const NOTHING: StrategyRequirements = { indicators: [], alignedCloses: [], requiredTimeframes: [] };

/**
 * What an author declared, with everything written out. Every timeframe that is read is required.
 * @throws RequirementError where it cannot be read
 */
export function readRequirements(declared: unknown, { primary }: StrategyEnvironment): StrategyRequirements {
  if (declared === undefined) return NOTHING;
  if (!isJsonObject(declared as JsonValue)) {
    throw new RequirementError(`expected an object with indicators and alignedCloses, got ${kindOf(declared)}`);
  }
  const { indicators = [], alignedCloses = [], ...others } = declared as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new RequirementError(`${unknown}: expected indicators or alignedCloses`);
  const ids = new Set<string>();
  const requests = readList(indicators, 'indicators', (entry, place) => readIndicator(entry, place, primary, ids));
  const closes = readList(alignedCloses, 'alignedCloses', (entry, place) => readClose(entry, place, primary, ids));
  const timeframes = new Set([...requests, ...closes].map(({ timeframe }) => timeframe));
  timeframes.delete(primary);
  return { indicators: requests, alignedCloses: closes, requiredTimeframes: [...timeframes] };
}

type Entry = Readonly<Record<string, unknown>>;

const CLOSE_MEMBERS: readonly string[] = ['id', 'timeframe', 'side'];
const INDICATOR_MEMBERS: readonly string[] = [...CLOSE_MEMBERS, 'indicator', 'output', 'params'];

function readList<Request>(list: unknown, member: string, read: (entry: Entry, place: string) => Request): Request[] {
  if (!Array.isArray(list)) throw new RequirementError(`${member}: expected a list, got ${kindOf(list)}`);
  return list.map((entry: unknown, index) => {
    const place = elementPath(member, index);
    if (!isJsonObject(entry as JsonValue))
      throw new RequirementError(`${place}: expected an object, got ${kindOf(entry)}`);
    return read(entry as Entry, place);
  });
}

function readIndicator(entry: Entry, place: string, primary: Timeframe, ids: Set<string>): IndicatorRequest {
  refuseOthers(entry, place, INDICATOR_MEMBERS);
  const { indicator, params = {} } = entry;
  if (typeof indicator !== 'string')
    throw new RequirementError(`${place}.indicator: expected a name, got ${kindOf(indicator)}`);
  const definition = getIndicator(indicator);
  const { output = definition.outputs.length === 1 ? definition.outputs[0] : undefined } = entry;
  if (typeof output !== 'string' || !definition.outputs.includes(output)) {
    const found = output === undefined ? 'is missing' : `is ${JSON.stringify(output)}`;
    throw new RequirementError(`${place}.output: ${found}, expected one of ${definition.outputs.join(', ')}`);
  }
  if (!isJsonObject(params as JsonValue))
    throw new RequirementError(`${place}.params: expected an object, got ${kindOf(params)}`);
  const source = readSource(entry, place, primary, ids);
  return { ...source, indicator: definition.name, output, params: readParams(definition, params as JsonObject, place) };
}

/** Parameters in full; lengths that no bar could satisfy would fail in the middle of a run. */
function readParams(definition: IndicatorDefinition, params: JsonObject, place: string): JsonObject {
  try {
    const complete = definition.normalise(params);
    if (definition.minBars(complete) >= 1) return complete;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RequirementError(`${place}: ${error.message}`);
  }
  throw new RequirementError(`${place}.params: ${definition.name} has no value with ${JSON.stringify(params)}`);
}

function readClose(entry: Entry, place: string, primary: Timeframe, ids: Set<string>): AlignedCloseRequest {
  refuseOthers(entry, place, CLOSE_MEMBERS);
  return readSource(entry, place, primary, ids);
}

function refuseOthers(entry: Entry, place: string, members: readonly string[]): void {
  const unknown = Object.keys(entry).find((member) => !members.includes(member));
  if (unknown !== undefined) throw new RequirementError(`${place}.${unknown}: expected one of ${members.join(', ')}`);
}

/** What both kinds of requests have in common. */
function readSource(entry: Entry, place: string, primary: Timeframe, ids: Set<string>): AlignedCloseRequest {
  const { id, timeframe = primary, side = 'bid' } = entry;
  if (typeof id !== 'string' || id === '')
    throw new RequirementError(`${place}.id: expected a name, got ${kindOf(id)}`);
  if (ids.has(id)) throw new RequirementError(`${place}.id: "${id}" is given twice`);
  ids.add(id);
  if (typeof timeframe !== 'string' || !isTimeframe(timeframe)) {
    throw new RequirementError(`${place}.timeframe: expected one of ${TIMEFRAMES.join(', ')}`);
  }
  if (TIMEFRAME_MS[timeframe] < TIMEFRAME_MS[primary]) {
    throw new RequirementError(`${place}.timeframe: ${timeframe} is shorter than the primary timeframe ${primary}`);
  }
  if (side !== 'bid' && side !== 'ask') throw new RequirementError(`${place}.side: expected bid or ask`);
  return { id, timeframe, side };
}
