import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconHistory } from '@tabler/icons-react'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { Operation, Operations } from '@tendero/model/api'
import { Fragment } from 'react'
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
import { DonePart } from './done-part.tsx'

const operationsKey = ['operations'] as const

/** What was done in one go, and can be taken back in one go. */
export function OperationsSection() {
  const words = useSettingsWords()
  const session = useSession()
  const [item, open] = useItem()
  const of = item === 'all' && session.role.administrator ? 'all' : 'me'
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
      <Done key={of} of={of} />
    </SectionFrame>
  )
}

function Done({ of }: { readonly of: 'me' | 'all' }) {
  const own = useSettingsWords().operations
  const list = useInfiniteQuery({
    queryKey: [...operationsKey, of],
    queryFn: ({ pageParam }) =>
      transport.request<Operations>('GET', '/operations', { query: { of, cursor: pageParam, limit: '25' } }),
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
        <Message title={own.none} picture={<IconHistory size={40} stroke={1.2} />}>
          {own.noneLead}
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
  // Lines, contact points, stage entries go without saying, unless they were all.
  const whole = operation.parts.filter((part) => catalogue.object(part.object)?.parent.length === 0)
  const told = whole.length > 0 ? whole : operation.parts
  const object = catalogue.object(told[0]?.object)
  const how = own.through[operation.through as keyof typeof own.through] ?? operation.through
  const who = operation.actor?.name ?? own.program
  return (
    <Line
      mark={<ObjectIcon name={object?.icon ?? 'history'} color="var(--mantine-color-dimmed)" />}
      title={told.slice(0, 3).map((part, index) => (
        <Fragment key={`${part.object} ${part.verb}`}>
          {index > 0 && ', '}
          <DonePart part={part} />
        </Fragment>
      ))}
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
  return (
    <Button
      size="compact-sm"
      variant="light"
      leftSection={
        operation.reverts === null ? (
          <IconArrowBackUp size={16} aria-hidden />
        ) : (
          <IconArrowForwardUp size={16} aria-hidden />
        )
      }
      onClick={() => undoing.set({ operationId: operation.id })}
    >
      {operation.reverts === null ? own.takeBack : own.doAgain}
    </Button>
  )
}

/** So long anything can be taken back. */
const undoMilliseconds = 30 * 86_400_000

function isOver({ at }: Operation): boolean {
  return Date.parse(at) + undoMilliseconds < Date.now()
}
