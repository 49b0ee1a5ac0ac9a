import { isJsonObject } from '../../core/math/json-kind.ts';
import { memberPath } from '../../core/math/json-path.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';

/** One object of an old configuration. It knows which of its members nobody has asked for. */
export class LegacyBlock {
  readonly path: string;
  private readonly unread: Map<string, JsonValue>;
  private readonly blocks = new Map<string, LegacyBlock>();

  constructor(members: JsonObject, path = '') {
    this.path = path;
    this.unread = new Map(Object.entries(members));
  }

  /** Reads a member; null counts as absent. */
  take(key: string): JsonValue | undefined {
    const value = this.unread.get(key);
    this.unread.delete(key);
    return value ?? undefined;
  }

  /** Members that cannot change anything. */
  ignore(...keys: readonly string[]): void {
    for (const key of keys) this.unread.delete(key);
  }

  /** A member that is an object; an empty one if it is absent. What is no object stays unread. */
  block(key: string): LegacyBlock {
    const known = this.blocks.get(key);
    if (known !== undefined) return known;
    const value = this.unread.get(key);
    const members = isJsonObject(value) ? value : {};
    if (isJsonObject(value) || value === null) this.unread.delete(key);
    const block = new LegacyBlock(members, memberPath(this.path, key));
    this.blocks.set(key, block);
    return block;
  }

  /** JSON path of a member. */
  pathOf(key: string): string {
    return memberPath(this.path, key);
  }

  /** Everything that has not been read yet, by member name. */
  rest(): JsonObject {
    const members = Object.fromEntries(this.unread);
    this.unread.clear();
    return members;
  }

  /** Paths of everything that nobody asked for, here and below. */
  unreadPaths(): readonly string[] {
    const own = [...this.unread.keys()].map((key) => this.pathOf(key));
    return [...own, ...[...this.blocks.values()].flatMap((block) => block.unreadPaths())];
  }
}
