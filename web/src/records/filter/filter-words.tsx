import type { MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { Fragment } from 'react'
import { FilterValueWords } from '../../fields/filter-value.tsx'
import { kindOf } from '../../fields/index.ts'
import { operatorWords } from '../../fields/operator-words.ts'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'

interface FilterWordsProps {
  readonly object: MetadataObject
  readonly filter: Filter
}

/** A filter as one reads it: 'Status is Open and (Amount more than 5.000 € or Owner is Me)'. */
export function FilterWords({ object, filter }: FilterWordsProps) {
  const { filter: words } = useRecordWords()
  const catalogue = useCatalogue()
  if ('and' in filter) return <Joined object={object} parts={filter.and} by={words.and} />
  if ('or' in filter) return <Joined object={object} parts={filter.or} by={words.or} />
  if ('not' in filter)
    return (
      <>
        {words.not} (<FilterWords object={object} filter={filter.not} />)
      </>
    )
  if ('shared' in filter) return <>{words.shared}</>
  if ('field' in filter) return <ConditionWords object={object} {...filter} />
  const target = catalogue.object(filter.some.split('.')[0])
  if (!target) return null
  return (
    <>
      {words.related(target.label.many)}
      {filter.where && (
        <>
          {' '}
          {words.relatedWhere} (<FilterWords object={target} filter={filter.where} />)
        </>
      )}
    </>
  )
}

interface JoinedProps {
  readonly object: MetadataObject
  readonly parts: readonly Filter[]
  readonly by: string
}

function Joined({ object, parts, by }: JoinedProps) {
  return parts.map((part, index) => {
    const nested = 'and' in part || 'or' in part
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing else to be known by, and are only read
      <Fragment key={index}>
        {index > 0 && ` ${by} `}
        {nested && '('}
        <FilterWords object={object} filter={part} />
        {nested && ')'}
      </Fragment>
    )
  })
}

interface ConditionWordsProps {
  readonly object: MetadataObject
  readonly field: string
  readonly op: string
  readonly value?: unknown
}

function ConditionWords({ object, field: path, op, value }: ConditionWordsProps) {
  const words = useWords()
  const found = useCatalogue().path(object, path)
  const operator = found?.field.operators.find(({ name }) => name === op)
  if (!found || !operator) return <>{path}</>
  return (
    <>
      {found.labels.join(' › ')} {operatorWords(op, kindOf(found.field), words)}{' '}
      <strong style={{ fontWeight: 600 }}>
        <FilterValueWords field={found.field} takes={operator.takes} value={value} />
      </strong>
    </>
  )
}
