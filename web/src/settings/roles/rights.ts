import { type PermittedAction, permittedActions, type Rights } from '@tendero/model/api'
import { type Access, type Scope, scopes, type Verb, verbs } from '@tendero/model/define-object'

export type FieldLimit = 'hidden' | 'read_only'
type FieldLimits = NonNullable<Rights['fields']>

const nothing: Access = { create: 'none', read: 'none', edit: 'none', delete: 'none' }

function entriesOf(raw: unknown): readonly (readonly [string, unknown])[] {
  return typeof raw === 'object' && raw !== null ? Object.entries(raw) : []
}

function readScope(raw: unknown): Scope {
  return scopes.find((scope) => scope === raw) ?? 'none'
}

function readAccess(raw: unknown): Access {
  const given = new Map(entriesOf(raw))
  return {
    create: readScope(given.get('create')),
    read: readScope(given.get('read')),
    edit: readScope(given.get('edit')),
    delete: readScope(given.get('delete')),
  }
}

function readLimits(raw: unknown): Readonly<Record<string, FieldLimit>> {
  return Object.fromEntries(
    entriesOf(raw).flatMap(([field, limit]) => (limit === 'hidden' || limit === 'read_only' ? [[field, limit]] : [])),
  )
}

/** The rights document of a role; what it does not say is not granted. */
export function readRights(raw: unknown): Rights {
  const document = new Map(entriesOf(raw))
  const actions: unknown = document.get('actions')
  return {
    objects: Object.fromEntries(entriesOf(document.get('objects')).map(([name, access]) => [name, readAccess(access)])),
    fields: Object.fromEntries(entriesOf(document.get('fields')).map(([name, limits]) => [name, readLimits(limits)])),
    actions: permittedActions.filter((action) => Array.isArray(actions) && actions.includes(action)),
  }
}

export function accessTo(rights: Rights, object: string): Access {
  return rights.objects[object] ?? nothing
}

/** With another scope for a verb. Who may change or delete what they cannot see makes no sense: seeing follows. */
export function withScope(rights: Rights, object: string, verb: Verb, scope: Scope): Rights {
  const access = { ...accessTo(rights, object), [verb]: scope }
  const least = (other: Scope): Scope => (scopes.indexOf(other) < scopes.indexOf(scope) ? other : scope)
  if (verb === 'read') Object.assign(access, { edit: least(access.edit), delete: least(access.delete) })
  const widened =
    verb !== 'read' && verb !== 'create' && scopes.indexOf(access.read) < scopes.indexOf(scope)
      ? { ...access, read: scope }
      : access
  return { ...rights, objects: { ...rights.objects, [object]: widened } }
}

export function limitOf(rights: Rights, object: string, field: string): FieldLimit | undefined {
  return rights.fields?.[object]?.[field]
}

export function withLimit(rights: Rights, object: string, field: string, limit: FieldLimit | undefined): Rights {
  const { [field]: _old, ...others } = rights.fields?.[object] ?? {}
  const limits = limit ? { ...others, [field]: limit } : others
  const { [object]: _none, ...rest } = rights.fields ?? {}
  const fields: FieldLimits = Object.keys(limits).length > 0 ? { ...rest, [object]: limits } : rest
  return { ...rights, fields }
}

export function withAction(rights: Rights, action: PermittedAction, permitted: boolean): Rights {
  return {
    ...rights,
    actions: permittedActions.filter((one) => (one === action ? permitted : rights.actions.includes(one))),
  }
}

/** One thing that a changed role may do or no longer do. */
export type RightsChange =
  | { readonly kind: 'scope'; readonly object: string; readonly verb: Verb; readonly from: Scope; readonly to: Scope }
  | {
      readonly kind: 'field'
      readonly object: string
      readonly field: string
      readonly from: FieldLimit | undefined
      readonly to: FieldLimit | undefined
    }
  | { readonly kind: 'action'; readonly action: PermittedAction; readonly granted: boolean }

/** What is different between two rights documents. */
export function rightsChanges(before: Rights, after: Rights): readonly RightsChange[] {
  return [...scopeChanges(before, after), ...fieldChanges(before, after), ...actionChanges(before, after)]
}

function keysOfBoth(a: object = {}, b: object = {}): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
}

function scopeChanges(before: Rights, after: Rights): readonly RightsChange[] {
  return keysOfBoth(before.objects, after.objects).flatMap((object) =>
    verbs.flatMap((verb) => {
      const from = accessTo(before, object)[verb]
      const to = accessTo(after, object)[verb]
      return from === to ? [] : [{ kind: 'scope' as const, object, verb, from, to }]
    }),
  )
}

function fieldChanges(before: Rights, after: Rights): readonly RightsChange[] {
  return keysOfBoth(before.fields, after.fields).flatMap((object) =>
    keysOfBoth(before.fields?.[object], after.fields?.[object]).flatMap((field) => {
      const from = limitOf(before, object, field)
      const to = limitOf(after, object, field)
      return from === to ? [] : [{ kind: 'field' as const, object, field, from, to }]
    }),
  )
}

function actionChanges(before: Rights, after: Rights): readonly RightsChange[] {
  return permittedActions.flatMap((action) => {
    const granted = after.actions.includes(action)
    return granted === before.actions.includes(action) ? [] : [{ kind: 'action' as const, action, granted }]
  })
}
