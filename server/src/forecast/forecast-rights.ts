import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { forbidden } from '../kernel/failure.ts'
import { teamsWithin } from '../kernel/grants.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Prospect } from './learned/outlook.ts'

/** Who has a deal. */
type Holder = Pick<Prospect, 'person' | 'team'>

/** Is it a deal that they may see? Undefined: they see all. */
export type Seen = ((holder: Holder) => boolean) | undefined

/** Without these there is nothing to tell. */
const toldFields = ['amount', 'owner', 'stage', 'status', 'closeOn', 'closedOn']

/** Which deals somebody may see; undefined: all. */
export function seenBy(actor: Actor): Seen {
  const scope = scopeOf(actor, 'opportunity', 'read')
  if (scope === 'all') return undefined
  const teams = teamsWithin(actor, scope)
  return ({ person, team }) => person === actor.userId || (team !== null && teams.includes(team))
}

/** @throws Failure 403 for who may not read deals or one of the fields that a forecast tells of */
export function requireForecast({ actor, model }: Pick<Caller, 'actor' | 'model'>): void {
  const object = model.objects.get('opportunity')
  if (!object) throw new Error('there are no opportunities')
  requireVerb(actor, object, 'read')
  const hidden = toldFields.find((field) => !mayUseField(actor, object.name, field, 'read'))
  if (hidden) throw forbidden({ object: object.name, field: hidden })
}
