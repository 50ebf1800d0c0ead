import {
  type Field,
  isReadOnly,
  type Metadata,
  type MetadataField,
  type MetadataObject,
  type NamedFilter,
  type ObjectType,
  translated,
  words,
} from '@tendero/model'
import { isShareable } from '../kernel/active-shares.ts'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import { rulesFor } from '../kernel/field-rules.ts'
import type { FilterContext } from '../kernel/filter.ts'
import { visibleFields } from '../kernel/record-select.ts'
import { layoutsFor } from './layouts.ts'

/** Objects and fields as one person sees them, in their language. */
export function metadataFor(context: FilterContext): Metadata {
  const { model, actor } = context
  return {
    version: model.version,
    objects: [...model.objects.values()]
      .filter((object) => scopeOf(actor, object.name, 'read') !== 'none')
      .map((object) => objectMetadata(context, object)),
  }
}

const sharedWithMe: NamedFilter = {
  name: 'shared_with_me',
  label: ['Shared with me', 'Compartidos conmigo', 'Minuga jagatud'],
  filter: { shared: 'me' },
}

function objectMetadata(context: FilterContext, object: ObjectType): MetadataObject {
  const { actor } = context
  const rules = rulesFor(object, context)
  const label = object.label[actor.language]
  const fields = visibleFields(actor, object).map((field) => ({
    ...fieldMetadata(actor, object, field),
    ...rules.get(field.name),
  }))
  const known = new Set(fields.map((field) => field.name))
  const custom = fields.filter((field) => field.custom).map((field) => field.name)
  const fillable = fields
    .filter((field) => !field.readOnly && !field.hidden && !field.system)
    .map((field) => field.name)
  return {
    name: object.name,
    collection: object.collection,
    label: { one: label[0], many: label[1], afterNumber: label[2] ?? label[1] },
    icon: object.icon,
    title: object.title,
    list: object.list.filter((name) => known.has(name)),
    form: [...(object.form ?? fillable).filter((name) => known.has(name)), ...(object.form ? custom : [])],
    identifying: object.identifying.filter((name) => known.has(name)),
    board: object.board && known.has(object.board) ? object.board : null,
    span: object.span?.every((name) => known.has(name)) ? object.span : null,
    owned: object.owned,
    assigned: object.assigned,
    timeline: object.timeline,
    searchable: object.searchable,
    settings: object.settings,
    parent: object.parent ?? [],
    activity: object.activity ?? null,
    template: object.template,
    madeFrom: object.recordedAs === object.table ? null : object.table,
    keys: object.keys,
    filters: [...object.filters, ...(isShareable(object) && !object.template ? [sharedWithMe] : [])].map(
      ({ name, label: [en, es, et], filter }) => ({
        name,
        label: { en, es, et }[actor.language],
        filter,
      }),
    ),
    can: {
      create: object.template ? 'none' : scopeOf(actor, object.name, 'create'),
      read: scopeOf(actor, object.name, 'read'),
      edit: object.template ? 'none' : scopeOf(actor, object.name, 'edit'),
      delete: object.template ? 'none' : scopeOf(actor, object.name, 'delete'),
    },
    fields,
    layouts: layoutsFor(context, object, known),
  }
}

function fieldMetadata(actor: Actor, object: ObjectType, field: Field): MetadataField {
  const { options, type } = field
  const help = options.help
  return {
    name: field.name,
    kind: type.kind,
    ...(type.result ? { result: type.result } : {}),
    ...(type.inFormulas && !field.problem ? { formulaType: type.inFormulas.type } : {}),
    label: words(field.label, actor.language),
    help: help ? words(translated(help), actor.language) : null,
    required: options.required === true,
    readOnly: isReadOnly(field) || field.system || !mayUseField(actor, object.name, field.name, 'edit'),
    createOnly: options.createOnly === true,
    hidden: options.hidden === true,
    custom: field.custom,
    system: field.system,
    imported: type.notImported !== true,
    raisable: type.raise !== undefined,
    sortable: type.sortable,
    groupable: type.groupable,
    aggregates: type.aggregates,
    operators: type.operators.map(({ name, takes, holds }) => ({
      name,
      takes,
      ...(holds ? {} : { onlyInLists: true }),
    })),
    ...(options.choices
      ? {
          choices: options.choices.map(({ value, label, color }) => ({
            value,
            label: words(label, actor.language),
            ...(color ? { color } : {}),
          })),
        }
      : {}),
    ...(options.object ? { object: options.object } : {}),
    ...(options.inverse ? { inverse: words(translated(options.inverse), actor.language) } : {}),
    ...(options.maxLength === undefined ? {} : { maxLength: options.maxLength }),
    ...(options.minimum === undefined ? {} : { minimum: options.minimum }),
    ...(options.maximum === undefined ? {} : { maximum: options.maximum }),
    ...(options.scale === undefined ? {} : { scale: options.scale }),
    ...(options.default === undefined ? {} : { default: options.default }),
  }
}
