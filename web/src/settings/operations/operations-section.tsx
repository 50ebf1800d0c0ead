import { ActionIcon, Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconHistory } from '@tabler/icons-react'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { Operation, Operations } from '@tendero/model/api'
import { useState } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { transport } from '../../kernel/transport.ts'
import { undoing } from '../../undo/undoing.ts'
import { Chips } from '../chips.tsx'
import { useItem } from '../item.ts'
import { PagedList } from '../paged-list.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { type Narrowing, OperationFilters } from './operation-filters.tsx'
import { OperationTitle, useTold } from './operation-title.tsx'

const operationsKey = ['operations'] as const

/** What was done in one go, and can be taken back in one go. */
export function OperationsSection() {
  const words = useSettingsWords()
  const session = useSession()
  const [item, open] = useItem()
  const of = item === 'all' && session.role.administrator ? 'all' : 'me'
  const [narrowing, setNarrowing] = useState<Narrowing>({})
  return (
    <SectionFrame {...words.sections.operations}>
      {session.role.administrator && (
        <Chips
          label={words.operations.whose}
          chosen={of}
          onChoose={(chosen) => open(chosen === 'me' ? undefined : chosen)}
          items={(['me', 'all'] as const).map((key) => ({ key, label: words.operations.of[key] }))}
        />
      )}
      <OperationFilters ofAll={of === 'all'} narrowing={narrowing} onChange={setNarrowing} />
      <Done
        key={`${of} ${narrowing.kind} ${narrowing.by}`}
        of={of}
        narrowing={of === 'all' ? narrowing : { kind: narrowing.kind }}
      />
    </SectionFrame>
  )
}

function Done({ of, narrowing }: { readonly of: 'me' | 'all'; readonly narrowing: Narrowing }) {
  const own = useSettingsWords().operations
  const list = useInfiniteQuery({
    queryKey: [...operationsKey, of, narrowing],
    queryFn: ({ pageParam }) =>
      transport.request<Operations>('GET', '/operations', {
        query: { of, ...narrowing, cursor: pageParam, limit: '25' },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: withoutEmpty,
    staleTime: 0,
  })
  return (
    <PagedList
      list={list}
      older={own.older}
      empty={
        <Message
          title={narrowing.kind || narrowing.by ? own.noneOfKind : own.none}
          picture={<IconHistory size={40} stroke={1.2} />}
        >
          {narrowing.kind || narrowing.by ? own.noneOfKindLead : own.noneLead}
        </Message>
      }
    >
      {(operations) => (
        <Sheet label={own.of[of]}>
          {operations.map((operation) => (
            <OperationLine key={operation.id} operation={operation} />
          ))}
        </Sheet>
      )}
    </PagedList>
  )
}

/** The pages without operations of which nothing is to be told. */
function withoutEmpty({ pages, pageParams }: InfiniteData<Operations, string | undefined>) {
  return { pageParams, pages: pages.map(({ items }) => ({ items: items.filter(({ parts }) => parts.length > 0) })) }
}

function OperationLine({ operation }: { readonly operation: Operation }) {
  const own = useSettingsWords().operations
  const format = useFormat()
  const catalogue = useCatalogue()
  const told = useTold(operation)
  const object = catalogue.object(operation.deed?.object ?? told[0]?.object)
  const how = own.through[operation.through as keyof typeof own.through] ?? operation.through
  const who = operation.actor?.name ?? own.program
  return (
    <Line
      mark={<ObjectIcon name={object?.icon ?? 'history'} color="var(--mantine-color-dimmed)" />}
      title={<OperationTitle operation={operation} />}
      subtitle={`${who} · ${format.relative(operation.at)} · ${how}`}
      faded={operation.revertedAt !== null}
      cells={
        <>
          {operation.revertedAt !== null && <Pill>{own.reverted}</Pill>}
          {operation.reverts !== null && <Pill color="teal">{own.isUndo}</Pill>}
        </>
      }
      actions={operation.revertedAt === null && !isOver(operation) && <Revert operation={operation} />}
    />
  )
}

/** Looks at what would go back before anything does; what was taken back is done again the same way. */
function Revert({ operation }: { readonly operation: Operation }) {
  const own = useSettingsWords().operations
  const undo = operation.reverts === null
  const label = undo ? own.takeBack : own.doAgain
  const icon = undo ? <IconArrowBackUp size={16} aria-hidden /> : <IconArrowForwardUp size={16} aria-hidden />
  const look = () => undoing.set({ operationId: operation.id })
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={icon} visibleFrom="sm" onClick={look}>
        {label}
      </Button>
      <ActionIcon size="lg" variant="default" aria-label={label} hiddenFrom="sm" onClick={look}>
        {icon}
      </ActionIcon>
    </>
  )
}

/** So long anything can be taken back. */
const undoMilliseconds = 30 * 86_400_000

function isOver({ at }: Operation): boolean {
  return Date.parse(at) + undoMilliseconds < Date.now()
}
