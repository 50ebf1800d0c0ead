import { randomBytes } from 'node:crypto'
import { isId, type ObjectName, type objects, type Row, sql } from '@tendero/model'
import { pino } from 'pino'
import { write } from '../src/kernel/action.ts'
import type { Caller } from '../src/kernel/caller.ts'
import { openDatabase } from '../src/kernel/database.ts'
import { type Kernel, makeKernel } from '../src/kernel/kernel.ts'
import { forgetStatements, keepStatements, keptStatements } from '../src/kernel/statement-log.ts'
import { workspaceModel } from '../src/kernel/workspace-model.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { openSecrets } from '../src/platform/secrets.ts'
import { slices } from '../src/slices.ts'
import { foundWorkspace } from '../src/workspace/index.ts'
import { afterSuite } from './after-suite.ts'
import { testDatabase } from './database.ts'
import { checkTenants } from './tenant-check.ts'

/**
 * A small company that all suites share: Ana and Bo are representatives, each in a team of their own under Marta, who
 * manages both; Ines administers. A second workspace of another company stands beside it and must stay out of reach.
 */
export interface World {
  readonly kernel: Kernel
  readonly ownerUrl: string
  readonly workspaceId: string
  readonly slug: string
  readonly ids: Readonly<Record<'ines' | 'marta' | 'ana' | 'bo' | 'north' | 'northEast' | 'northWest', string>>
  /** The other company and its administrator. */
  readonly stranger: { readonly workspaceId: string; readonly userId: string }
  as(who: 'ines' | 'marta' | 'ana' | 'bo' | 'stranger'): Promise<Caller>
  /** Inserts a record as somebody and gives its id. */
  add(
    who: 'ines' | 'marta' | 'ana' | 'bo',
    object: ObjectName,
    values: Readonly<Record<string, unknown>>,
  ): Promise<string>
  /** Inserts deals as somebody imports them, what a stage requires missing or not: Deal 0, Deal 1 … */
  addDeals(who: 'ana' | 'bo', deals: readonly Readonly<Record<string, unknown>>[]): Promise<void>
  /** Rows of a table, by the owner's eyes. */
  stored<N extends ObjectName>(
    object: N,
    id: string,
  ): Promise<Record<string, unknown> & { readonly shape?: Row<(typeof objects)[N]> }>
  /** @throws when no role has that name */
  roleId(name: string): Promise<string>
  /** @throws when no stage has that name */
  stageId(name: string): Promise<string>
}

/** A scrypt hash of nothing: people of the world sign in by `as`, not by password, unless a test sets one. */
const noPassword = null

export async function openWorld(parts: Partial<Kernel> = {}): Promise<World> {
  const { ownerUrl } = await testDatabase()
  keepStatements()
  afterSuite(() =>
    asOwner(ownerUrl, (client) =>
      checkTenants(
        client,
        keptStatements().filter((one) => !strays.has(one)),
      ),
    ).finally(forgetStatements),
  )
  const database = openDatabase({ url: ownerUrl })
  afterSuite(() => database.close())
  const secrets = openSecrets('', randomBytes(32).toString('base64'))
  const kernel = makeKernel({ database, log: pino({ level: 'silent' }), dataDir: '', secrets, ...parts }, slices)
  const company = { country: 'ES', currency: 'EUR', language: 'en', timeZone: 'Europe/Madrid' } as const
  const founded = await foundWorkspace(kernel, {
    ...company,
    name: 'Ferretería Sol',
    founder: { name: 'Ines', email: 'ines@example.com', passwordHash: noPassword, choseLanguage: true },
  })
  const other = await foundWorkspace(kernel, {
    ...company,
    name: 'Other',
    founder: { name: 'Olaf', email: 'olaf@example.com', passwordHash: noPassword, choseLanguage: true },
  })
  const callerOf = async (workspaceId: string, userId: string): Promise<Caller> => {
    const [row] = await database.control<{ metadata_version: number }>(
      sql`select metadata_version from control.workspace where id = ${workspaceId}`,
    )
    const model = await workspaceModel(kernel, workspaceId, row?.metadata_version ?? 0)
    return { model, actor: model.actor(userId, 'screen') }
  }
  const { workspaceId } = founded
  const ids = await populate(kernel, await callerOf(workspaceId, founded.userId), founded.userId)
  const world: World = {
    kernel,
    ownerUrl,
    workspaceId,
    slug: founded.slug,
    ids,
    stranger: { workspaceId: other.workspaceId, userId: other.userId },
    as: (who) => (who === 'stranger' ? callerOf(other.workspaceId, other.userId) : callerOf(workspaceId, ids[who])),
    add: async (who, object, values) =>
      write(kernel, await world.as(who), (ctx) => ctx.insert(object, values, { checked: true })),
    async addDeals(who, deals) {
      const named = deals.map((deal, i) => ({ name: `Deal ${i}`, ...deal }))
      await write(kernel, await world.as(who), (ctx) => ctx.insertMany('opportunity', named, { strict: false }))
    },
    async stored(object, id) {
      if (!isId(id)) throw new Error('not an id')
      const { rows } = await database.direct.query(`select * from tendero."${object}" where id = $1`, [id])
      return rows[0]
    },
    roleId: async (name) => idNamed((await world.as('ines')).model, 'role', name),
    stageId: async (name) => idNamed((await world.as('ines')).model, 'stage', name),
  }
  return world
}

function idNamed(model: Caller['model'], catalogue: 'role' | 'stage', name: string): string {
  const row = [...(model.catalogue.get(catalogue)?.values() ?? [])].find((one) => one.name === name)
  if (!row) throw new Error(`no ${catalogue} is called ${name}`)
  return row.id
}

async function populate(kernel: Kernel, caller: Caller, ines: string): Promise<World['ids']> {
  const role = (name: string) => idNamed(caller.model, 'role', name)
  return write(kernel, caller, async (ctx) => {
    const north = await ctx.insert('team', { name: 'North' })
    const northEast = await ctx.insert('team', { name: 'North East', parent: north })
    const northWest = await ctx.insert('team', { name: 'North West', parent: north })
    const person = (name: string, team: string, roleName: string) =>
      ctx.insert('user', { name, email: `${name.toLowerCase()}@example.com`, team, role: role(roleName) })
    return {
      ines,
      north,
      northEast,
      northWest,
      marta: await person('Marta', north, 'Manager'),
      ana: await person('Ana', northEast, 'Representative'),
      bo: await person('Bo', northWest, 'Representative'),
    }
  })
}

const strays = new Set<string>()

/** Has a statement left out of the check that all keep to their workspace: one that row-level security is to stop. */
export function stray(statement: string): string {
  strays.add(statement)
  return statement
}
