import { Text } from '@mantine/core'
import type { Operation, OperationDeed } from '@tendero/model/api'
import { Fragment } from 'react'
import { AnchorLink } from '../../design/links.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { useSettingsWords } from '../words.ts'
import { DonePart } from './done-part.tsx'

/** What is told of an operation: lines, contact points, stage entries go without saying, unless they were all. */
export function useTold({ parts }: Operation): Operation['parts'] {
  const catalogue = useCatalogue()
  const whole = parts.filter((part) => catalogue.object(part.object)?.parent.length === 0)
  return whole.length > 0 ? whole : parts
}

/** What somebody did, by its name: an import by its file, a merge by who stayed, or what was written to which records. */
export function OperationTitle({ operation }: { readonly operation: Operation }) {
  const told = useTold(operation)
  if (operation.deed) return <DeedTitle deed={operation.deed} />
  return told.slice(0, 3).map((part, index) => (
    <Fragment key={`${part.object} ${part.verb}`}>
      {index > 0 && ', '}
      <DonePart part={part} />
    </Fragment>
  ))
}

function DeedTitle({ deed }: { readonly deed: OperationDeed }) {
  const own = useSettingsWords().operations
  const object = useCatalogue().object(deed.object)
  const { workspace } = useSession()
  const format = useFormat()
  const { one, many } = object?.label ?? { one: deed.object, many: deed.object }
  const what = deed.count === 1 ? one : own.several(format.number(deed.count), many)
  const labels = (names: readonly string[]) =>
    names.map((name) => object?.fields.find((field) => field.name === name)?.label ?? name).join(', ')
  const said = {
    import: () => own.deeds.import(what, deed.kind === 'import' ? deed.file : ''),
    mass_edit: () => own.deeds.mass_edit(what, deed.kind === 'mass_edit' ? labels(deed.fields) : ''),
    merge: () => own.deeds.merge(what),
    conversion: () => own.deeds.conversion(what),
    stage_move: () => own.deeds.stage_move(what, deed.kind === 'stage_move' ? (deed.stage?.name ?? '') : ''),
  }[deed.kind]()
  return (
    <>
      {said}
      {deed.record && object && (
        <Text span size="sm" fw={400}>
          {': '}
          <AnchorLink
            inherit
            to="/w/$slug/$collection/$id"
            params={{ slug: workspace.slug, collection: object.collection, id: deed.record.id }}
          >
            {deed.record.title}
          </AnchorLink>
          {deed.kind !== 'merge' && deed.count > 1 && ' …'}
        </Text>
      )}
    </>
  )
}
