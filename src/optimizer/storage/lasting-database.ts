import Database from 'better-sqlite3';

/**
 * Native objects of all connections of this process. Node 24.19 and later aborts when one of them is collected
 * while no JavaScript runs (https://github.com/nodejs/node/issues/65446), so none ever is: a connection has a
 * few dozen, and a process opens a few connections.
 */
const kept: object[] = [];

/** Opens a database whose connection, statements and cursors live as long as the process. */
export function openLasting(file: string, options: Database.Options): Database.Database {
  const database = keep(new Database(file, options));
  const prepare = database.prepare.bind(database) as (source: string) => Database.Statement;
  const prepareLasting = (source: string): Database.Statement => {
    const statement = keep(prepare(source));
    const iterate = statement.iterate.bind(statement);
    statement.iterate = (...parameters) => keep(iterate(...parameters));
    return statement;
  };
  database.prepare = prepareLasting as Database.Database['prepare'];
  // The pragma of the package makes a statement of its own.
  database.pragma = (source) => {
    const statement = prepareLasting(`PRAGMA ${source}`);
    return statement.reader ? statement.all() : statement.run();
  };
  return database;
}

function keep<T extends object>(native: T): T {
  kept.push(native);
  return native;
}
