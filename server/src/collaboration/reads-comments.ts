import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'

/** Does an actor read comments on records that they may see? Who may not know what is said is not told that something is. */
export function readsComments(actor: Actor): boolean {
  return scopeOf(actor, 'comment', 'read') !== 'none' && mayUseField(actor, 'comment', 'body', 'read')
}
