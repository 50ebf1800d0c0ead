import { Text } from '@mantine/core'
import type { OperationPart } from '@tendero/model/api'
import { Fragment } from 'react'
import { AnchorLink } from '../../design/links.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { useSettingsWords } from '../words.ts'

/** "3 accounts created: Cancity, Isdom …" with links to those that can be seen, unless it is plain. */
export function DonePart({ part, plain }: { readonly part: OperationPart; readonly plain?: boolean }) {
  const own = useSettingsWords().operations
  const object = useCatalogue().object(part.object)
  const { workspace } = useSession()
  const format = useFormat()
  const number = format.number(part.count)
  const count = part.more ? own.moreThan(number) : number
  const what =
    part.count === 1 ? (object?.label.one ?? part.object) : own.several(count, object?.label.many ?? part.object)
  const [only] = part.records
  return (
    <>
      {own.verbs[part.verb](what)}
      {only && object && (
        <Text span size="sm" fw={400}>
          {': '}
          {part.records.map((record, index) => (
            <Fragment key={record.id}>
              {index > 0 && ', '}
              {plain || part.verb === 'delete' || object.settings ? (
                record.title
              ) : (
                <AnchorLink
                  inherit
                  to="/w/$slug/$collection/$id"
                  params={{ slug: workspace.slug, collection: object.collection, id: record.id }}
                >
                  {record.title}
                </AnchorLink>
              )}
            </Fragment>
          ))}
          {part.count > part.records.length && ' …'}
        </Text>
      )}
    </>
  )
}
