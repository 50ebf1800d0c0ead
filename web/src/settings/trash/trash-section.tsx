import { Button } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { ObjectIcon } from '../../design/icon.tsx'
import { failed, notice, refreshAll } from '../../design/notices.tsx'
import { Message, NotFoundScreen } from '../../design/page-states.tsx'
import { titleOf } from '../../fields/reference-options.ts'
import { recordsOf } from '../../kernel/api.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { keys } from '../../kernel/queries.ts'
import { Chips } from '../chips.tsx'
import { useItem } from '../item.ts'
import { PagedList } from '../paged-list.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'

/** Deleted records that this person may bring back. */
export function TrashSection() {
  const words = useSettingsWords()
  const objects = inTrash(useCatalogue().objects)
  const [item, open] = useItem()
  const object = item === undefined ? objects[0] : objects.find(({ name }) => name === item)
  return (
    <SectionFrame {...words.sections.trash}>
      <Chips
        label={words.trash.objects}
        chosen={object?.name}
        onChoose={open}
        items={objects.map(({ name, label }) => ({ key: name, label: label.many }))}
      />
      {object ? <Deleted key={object.name} object={object} /> : <NotFoundScreen />}
    </SectionFrame>
  )
}

/** What people work on first, then what they set up; parts go and come with what they are parts of. */
function inTrash(objects: readonly MetadataObject[]): readonly MetadataObject[] {
  return objects
    .filter(({ name, can, parent }) => name !== 'workspace' && can.delete !== 'none' && parent.length === 0)
    .filter(({ activity }) => activity === null || activity === '*')
    .toSorted((a, b) => Number(a.settings) - Number(b.settings))
}

const perPage = 50

function Deleted({ object }: { readonly object: MetadataObject }) {
  const own = useSettingsWords().trash
  const query = { deleted: true, sort: ['-updatedAt'], limit: perPage } as const
  const list = useInfiniteQuery({
    queryKey: keys.list(object.name, query),
    queryFn: ({ pageParam }) => recordsOf(object.collection).list({ ...query, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  return (
    <PagedList
      list={list}
      older={own.older}
      empty={
        <Message title={own.none(object.label.many)} picture={<IconTrash size={40} stroke={1.2} />}>
          {own.noneLead}
        </Message>
      }
    >
      {(records) => (
        <Sheet label={own.of(object.label.many)}>
          {records.map((record) => (
            <DeletedLine key={record.id} object={object} record={record} />
          ))}
        </Sheet>
      )}
    </PagedList>
  )
}

function DeletedLine({ object, record }: { readonly object: MetadataObject; readonly record: AnyRecord }) {
  const words = useWords()
  const own = useSettingsWords().trash
  const format = useFormat()
  const title = titleOf(object, record) || words.common.empty
  const restore = useMutation({
    mutationFn: () => recordsOf(object.collection).restore(record.id),
    onSuccess: async () => {
      await refreshAll()
      notice(own.restored(title))
    },
    onError: (error) => failed(error),
  })
  return (
    <Line
      mark={<ObjectIcon name={object.icon} color="var(--mantine-color-dimmed)" />}
      title={title}
      subtitle={own.deletedBy(record.titles?.updatedBy ?? own.program, format.relative(record.updatedAt))}
      actions={
        <Button
          size="compact-sm"
          variant="light"
          aria-label={`${own.restore}: ${title}`}
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          loading={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {own.restore}
        </Button>
      }
    />
  )
}
