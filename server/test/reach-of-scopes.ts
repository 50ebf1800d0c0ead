import { type AnyRecord, type ObjectType, type Scope, scopes } from '@tendero/model'
import { newId } from '../src/kernel/identity.ts'
import { browserOf } from './http.ts'
import { keyOf, type Person } from './keys.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld } from './world.ts'

/** Who owns a record, and the team that it is of. */
export interface Place {
  readonly owner: string | null
  readonly team: string | null
}

/** The scopes of a role for one object. */
export interface Rule {
  readonly create?: Scope
  readonly read: Scope
  readonly edit: Scope
  readonly delete: Scope
}

export const rules: readonly Rule[] = [
  ...scopes.map((scope) => ({ read: scope, edit: scope, delete: scope })),
  { read: 'all', edit: 'own', delete: 'none' },
  { read: 'team', edit: 'all', delete: 'own' },
  { read: 'own', edit: 'team_and_below', delete: 'team' },
  { read: 'none', edit: 'all', delete: 'all' },
]

/**
 * Somebody by an API key whose role is made of scopes, and records of every place that a scope may reach or not. Tia works in
 * North East, helps in South, and below North East there is a coast team; Bo's North West is not hers.
 */
export async function openReach() {
  const world = await openWorld({ dataDir: suiteFolder() })
  const ines = await browserOf(world, 'ines')
  await world.add('ines', 'custom_object', { label: 'Machine', plural: 'Machines' })
  const { ana, bo, marta, north, northEast, northWest } = world.ids
  const further = await world.add('ines', 'team', { name: 'South' })
  const below = await world.add('ines', 'team', { name: 'Coast', parent: northEast })
  const role = await world.roleId('Representative')
  const tia = await world.add('ines', 'user', { name: 'Tia', email: 'tia@example.com', team: northEast, role })
  await world.add('ines', 'team_member', { user: tia, team: further })
  const places: Readonly<Record<string, Place>> = {
    'her own': { owner: tia, team: northEast },
    'her own in another team': { owner: tia, team: northWest },
    "her team's": { owner: ana, team: northEast },
    "her further team's": { owner: bo, team: further },
    "the team's below": { owner: bo, team: below },
    "the team's above": { owner: marta, team: north },
    "another team's": { owner: bo, team: northWest },
    "her teammate's in another team": { owner: ana, team: northWest },
  }
  const { model } = await world.as('ines')
  const first = [...(model.catalogue.get('stage')?.values() ?? [])].find((row) => row.position === 0)
  const firstStage = { pipeline: first?.pipeline_id, stage: first?.id }
  const owned = ownedRecords(firstStage)

  /** The rule in words: one's own; those of one's teams; those of the teams below too; everybody's. */
  function reaches(scope: Scope, { owner, team }: Place): boolean {
    const teams = [world.ids.northEast, further]
    switch (scope) {
      case 'none':
        return false
      case 'own':
        return owner === tia
      case 'team':
        return owner === tia || teams.includes(team ?? '')
      case 'team_and_below':
        return owner === tia || [...teams, below].includes(team ?? '')
      case 'all':
        return true
    }
  }

  /** Tia by an API key whose role has these rights and no others. */
  async function tiaWith(objects: Readonly<Record<string, Rule>>): Promise<Person> {
    const rights = {
      objects: Object.fromEntries(Object.entries(objects).map(([name, rule]) => [name, { create: 'all', ...rule }])),
      actions: ['export', 'mass_edit'],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: newId(), rights, administrator: false })
    return { ...(await keyOf(world, tia, String(role.id))), user: tia, role: String(role.id) }
  }

  /** A record of each place, by place. */
  async function oneOfEach(object: ObjectType): Promise<Readonly<Record<string, string>>> {
    const made: Record<string, string> = {}
    for (const [name, place] of Object.entries(places))
      made[name] = await world.add('ines', object.name as never, { ...owned[object.name]?.values, ...place })
    return made
  }

  return { world, ines, tia, places, firstStage, owned, reaches, tiaWith, oneOfEach }
}

/** How a record of an object is made, and a change that is one. */
interface OwnedRecord {
  readonly values: Readonly<Record<string, unknown>>
  readonly change: Readonly<Record<string, unknown>>
}

/** Of each object that has owners. */
function ownedRecords(firstStage: object): Readonly<Record<string, OwnedRecord>> {
  return {
    account: { values: { name: 'Zarzuela' }, change: { sector: 'x' } },
    contact: { values: { firstName: 'Zarzuela' }, change: { jobTitle: 'x' } },
    lead: { values: { firstName: 'Zarzuela', lastName: 'L', company: 'C' }, change: { jobTitle: 'x' } },
    opportunity: { values: { name: 'Zarzuela', ...firstStage }, change: { description: 'x' } },
    activity: { values: { subject: 'Zarzuela', kind: 'task' }, change: { body: 'x' } },
    task: { values: { subject: 'Zarzuela' }, change: { body: 'x' } },
    call: { values: { subject: 'Zarzuela' }, change: { body: 'x' } },
    visit: { values: { subject: 'Zarzuela' }, change: { body: 'x' } },
    meeting: { values: { subject: 'Zarzuela' }, change: { body: 'x' } },
    note: { values: { subject: 'Zarzuela' }, change: { body: 'x' } },
    view: { values: { name: 'Zarzuela', object: 'lead', definition: {} }, change: { name: 'Zarzuela 2' } },
    report: {
      values: { name: 'Zarzuela', definition: { object: 'lead', kind: 'table' } },
      change: { name: 'Zarzuela 2' },
    },
    dashboard: { values: { name: 'Zarzuela', layout: { tiles: [] } }, change: { name: 'Zarzuela 2' } },
    quota: {
      values: { period: 'month', startsOn: '2026-01-01', amount: { minor: 100, currency: 'EUR' } },
      change: { amount: { minor: 200, currency: 'EUR' } },
    },
    c_machine: { values: { name: 'Zarzuela' }, change: { name: 'Zarzuela 2' } },
  }
}
