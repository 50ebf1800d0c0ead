import { useQueries } from '@tanstack/react-query'
import type { AnyRecord, ListQuery, MetadataObject, SearchHit } from '@tendero/model/api'
import { kindOf } from '../fields/index.ts'
import { recordsOf } from '../kernel/api.ts'
import { fieldOf, useCatalogue } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'
import classes from './found-facts.module.css'

/** Of what was found, the records of objects whose titles do not tell them apart, with the fields that do. */
export function useFacts(hits: readonly SearchHit[]): ReadonlyMap<string, AnyRecord> {
  const catalogue = useCatalogue()
  const objects = [...new Set(hits.map(({ object }) => object))]
    .flatMap((name) => catalogue.object(name) ?? [])
    .filter(({ identifying }) => identifying.length > 0)
  return useQueries({
    queries: objects.map((object) => {
      const ids = hits.filter((hit) => hit.object === object.name).map(({ id }) => id)
      const query: ListQuery = {
        filter: { field: 'id', op: 'any_of', value: ids },
        fields: [object.title, ...object.identifying],
        limit: ids.length,
      }
      return {
        queryKey: keys.options(object.name, query),
        queryFn: async () => (await recordsOf(object.collection).list(query)).items,
        staleTime: 10_000,
      }
    }),
    combine: (answers) =>
      new Map(answers.flatMap(({ data = [] }) => data.map((record): [string, AnyRecord] => [record.id, record]))),
  })
}

interface FactsProps {
  readonly object: MetadataObject
  /** Not there while it is being loaded. */
  readonly record: AnyRecord | undefined
}

/** What tells a record from others of the same title: whose it is, what it is worth. */
export function Facts({ object, record }: FactsProps) {
  if (!record) return null
  return (
    <span className={classes.facts}>
      {object.identifying.map((name) => {
        const field = fieldOf(object, name)
        if (!field || kindOf(field).isEmpty(record[name])) return null
        const { Cell } = kindOf(field)
        return (
          <span key={name} className={classes.fact}>
            <Cell
              field={field}
              value={record[name]}
              title={record.titles?.[name]}
              titles={record.titles}
              oneLine
              plain
            />
          </span>
        )
      })}
    </span>
  )
}
