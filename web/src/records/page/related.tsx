import { ActionIcon, Group, Stack, Text, Title, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { Suspense } from 'react'
import { create } from '../../design/asked.ts'
import { ObjectIcon } from '../../design/icon.tsx'
import { AnchorLink } from '../../design/links.tsx'
import { kindOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/reference-options.ts'
import { recordsOf } from '../../kernel/api.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { pastDay } from '../../kernel/past-day.ts'
import { keys, refreshObject } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import { extensionOf } from '../extensions.ts'
import { Value } from '../list/value.tsx'
import { useRecordWords } from '../words.ts'
import { relationOf, useRelatedLists } from './page-parts.ts'
import classes from './related.module.css'

interface RelatedProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** What belongs to a record: the slices' own panels, then a list for every reference that points here. */
export function Related({ object, record }: RelatedProps) {
  const { panels = [], presentPanels = [] } = extensionOf(object.name)
  const shown = pastDay.use() === undefined ? [...panels, ...presentPanels] : panels
  const pointing = useRelatedLists(object)
  const several = (name: string): boolean =>
    name === object.name || pointing.filter((one) => one.object.name === name).length > 1
  return (
    <Stack gap="lg">
      {shown.map((Panel, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: declared in a fixed order
        <Suspense key={index} fallback={null}>
          <Panel object={object} record={record} />
        </Suspense>
      ))}
      {pointing.map((one) => (
        <RelatedList
          key={relationOf(one)}
          to={{ object, record }}
          object={one.object}
          field={one.field}
          named={several(one.object.name)}
        />
      ))}
    </Stack>
  )
}

interface RelatedListProps {
  readonly to: RelatedProps
  readonly object: MetadataObject
  readonly field: MetadataField
  /** Several references of this object point here: say which. */
  readonly named: boolean
}

const most = 5

function RelatedList({ to, object, field, named }: RelatedListProps) {
  const { record: text } = useRecordWords()
  const format = useFormat()
  const { workspace } = useSession()
  const columns = columnsFor(object, field)
  const filter = pointing(field, to.record.id)
  const query: ListQuery = {
    filter,
    limit: most,
    count: true,
    sort: ['-updatedAt'],
    fields: [...new Set([object.title, ...columns.map(({ name }) => name)])],
  }
  const { data } = useQuery({
    queryKey: keys.related(object.name, query),
    queryFn: () => recordsOf(object.collection).list(query),
  })
  const mayCreate = object.can.create !== 'none' && !field.readOnly
  if (!data || (data.items.length === 0 && !mayCreate)) return null
  const title = titleOf(to.object, to.record)
  const heading = field.inverse ?? (named ? `${object.label.many} (${field.label})` : object.label.many)
  const add = (): void =>
    create({
      object: object.name,
      values: { [field.name]: isOfSeveral(field) ? [to.record.id] : to.record.id },
      titles: { [isOfSeveral(field) ? to.record.id : field.name]: title },
      onCreated: () => void refreshObject(object.name),
    })
  return (
    <section aria-label={heading}>
      <Group justify="space-between" wrap="nowrap" mb={data.items.length > 0 ? 6 : 0}>
        <Title order={2} size="h4" className={classes.heading}>
          {heading}
          {data.count && data.count.value > 0 && (
            <Text span c="dimmed" size="sm" ms={6} className="tendero-figures">
              {format.count(data.count)}
            </Text>
          )}
        </Title>
        {mayCreate && (
          <Tooltip label={text.createRelated(object.label.one)}>
            <ActionIcon size={24} aria-label={text.createRelated(object.label.one)} onClick={add}>
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {data.items.length > 0 && (
        <ul className={classes.rows}>
          {data.items.map((record) => (
            <RelatedRow key={record.id} object={object} record={record} columns={columns} />
          ))}
        </ul>
      )}
      {data.next && data.count && (
        <AnchorLink
          size="sm"
          to="/w/$slug/$collection"
          params={{ slug: workspace.slug, collection: object.collection }}
          search={{ filter }}
        >
          {text.showAll(format.count(data.count))}
        </AnchorLink>
      )}
    </section>
  )
}

/** May the records of a field be several? */
function isOfSeveral({ kind }: MetadataField): boolean {
  return kind === 'references'
}

/** The records that point to one through a field, alone or among others. */
function pointing(field: MetadataField, id: string): Filter {
  return isOfSeveral(field)
    ? { field: field.name, op: 'has_any', value: [id] }
    : { field: field.name, op: 'is', value: id }
}

/** The columns of the object's list without the one that says what we know already. */
function columnsFor(object: MetadataObject, pointing: MetadataField): readonly MetadataField[] {
  return object.list
    .filter((name) => name !== pointing.name && name !== 'owner' && name !== 'updatedAt')
    .flatMap((name) => fieldOf(object, name) ?? [])
    .slice(0, 4)
}

interface RelatedRowProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly columns: readonly MetadataField[]
}

function RelatedRow({ object, record, columns }: RelatedRowProps) {
  const words = useWords()
  const { workspace } = useSession()
  const [first, ...others] = columns.filter((field) => !kindOf(field).isEmpty(record[field.name]))
  const details = others.slice(0, 2)
  return (
    <li className={classes.row}>
      <ObjectIcon name={object.icon} size={16} color="var(--mantine-color-dimmed)" />
      <div className={classes.words}>
        <AnchorLink
          to="/w/$slug/$collection/$id"
          params={{ slug: workspace.slug, collection: object.collection, id: record.id }}
          className={classes.title}
          size="sm"
        >
          {first ? (
            <Value field={first} record={record} oneLine plain />
          ) : (
            titleOf(object, record) || words.common.empty
          )}
        </AnchorLink>
        {details.length > 0 && (
          <Text size="xs" c="dimmed" component="div" className={classes.details}>
            {details.map((field) => (
              <span key={field.name}>
                <Value field={field} record={record} oneLine plain />
              </span>
            ))}
          </Text>
        )}
      </div>
    </li>
  )
}
