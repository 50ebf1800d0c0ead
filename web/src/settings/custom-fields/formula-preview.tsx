import { Fieldset, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { dayIn } from '@tendero/model/calendar'
import type { Formula } from '@tendero/model/formula/compile'
import { outcomeValue, valueOfJson } from '@tendero/model/formula/outcome'
import type { FormulaValue } from '@tendero/model/formula/value'
import { kindOf } from '../../fields/index.ts'
import { recordsOf } from '../../kernel/api.ts'
import { type Catalogue, fieldOf, useCatalogue } from '../../kernel/metadata.ts'
import { keys, queryClient, recordQuery } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import { useSettingsWords } from '../words.ts'
import { draftOf, previewOf } from './field-draft.ts'

/** A record and the values that a formula takes from it, by path. */
interface Sample {
  readonly title: string
  readonly values: ReadonlyMap<string, unknown>
}

/** What a formula comes to on the record that was changed last: worked out here, as the server will. */
export function FormulaPreview({ object, formula }: { readonly object: MetadataObject; readonly formula: Formula }) {
  const own = useSettingsWords().formulas
  const catalogue = useCatalogue()
  const { workspace } = useSession()
  const { data: sample } = useQuery({
    queryKey: [...keys.options(object.name, {}), 'formula', formula.uses],
    queryFn: () => sampleOf(catalogue, object, formula.uses),
    placeholderData: keepPreviousData,
  })
  if (!sample) return null
  const value = valueOn(sample, formula, catalogue, object, {
    currency: workspace.baseCurrency,
    timeZone: workspace.timeZone,
  })
  return (
    <Fieldset legend={own.preview(sample.title)}>
      <Text component="div" size="sm">
        {value === undefined ? own.anotherCurrency : <Shown formula={formula} value={value} />}
      </Text>
    </Fieldset>
  )
}

function Shown({ formula, value }: { readonly formula: Formula; readonly value: unknown }) {
  const own = useSettingsWords().formulas
  const { Cell } = kindOf({ kind: formula.type })
  const field: MetadataField = { ...previewOf(draftOf(undefined, 'formula'), 'formula'), kind: formula.type }
  return value === null ? <Text c="dimmed">{own.nothing}</Text> : <Cell field={field} value={value} />
}

interface Workspace {
  readonly currency: string
  readonly timeZone: string
}

function valueOn(
  sample: Sample,
  formula: Formula,
  catalogue: Catalogue,
  object: MetadataObject,
  workspace: Workspace,
): unknown {
  const known = new Map<string, FormulaValue>()
  for (const path of formula.uses) {
    const place = path.join('.')
    const type = catalogue.path(object, place)?.field.formulaType
    const value = type && valueOfJson(type, sample.values.get(place), workspace)
    if (value === undefined) return undefined
    known.set(place, value)
  }
  const today = dayIn(workspace.timeZone, new Date())
  const value = formula.value({ today, field: (path) => known.get(path.join('.')) ?? null })
  return outcomeValue(formula.type, value, workspace.currency)
}

async function sampleOf(catalogue: Catalogue, object: MetadataObject, paths: Formula['uses']): Promise<Sample | null> {
  const { items } = await recordsOf(object.collection).list({ sort: ['-updatedAt'], limit: 1 })
  const [record] = items
  if (!record) return null
  const values = await Promise.all(
    paths.map(async (path) => [path.join('.'), await valueAt(catalogue, object, record, path)] as const),
  )
  return { title: String(record[object.title] ?? ''), values: new Map(values) }
}

/** Follows references; what the person may not see is nothing, as it is to the server. */
async function valueAt(
  catalogue: Catalogue,
  object: MetadataObject,
  record: AnyRecord,
  [name = '', ...rest]: readonly string[],
): Promise<unknown> {
  const value = record[name] ?? null
  if (rest.length === 0) return value
  const target = catalogue.object(fieldOf(object, name)?.object)
  if (!target || typeof value !== 'string') return null
  const next = await queryClient.fetchQuery(recordQuery(target, value)).catch(() => null)
  return next && valueAt(catalogue, target, next, rest)
}
