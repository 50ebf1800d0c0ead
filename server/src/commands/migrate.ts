import type { Command } from './command.ts'
import { migrateDatabases } from './migrate-databases.ts'
import { openSharedDatabase } from './open-database.ts'

/** Brings the database to this version. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'bring the database to this version (start does it by itself)',
  usage: '',
  options: {},
  async run({ configuration, print }) {
    const database = await openSharedDatabase(configuration)
    try {
      const applied = await migrateDatabases(configuration, database.ownerUrl)
      for (const name of applied) print(`applied ${name}`)
      print(applied.length === 0 ? 'The database is up to date.' : `${applied.length} applied.`)
      return 0
    } finally {
      await database.stop()
    }
  },
}
