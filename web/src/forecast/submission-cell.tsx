import { Button, Modal, Popover, Stack, Table, Text, Textarea, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ForecastRollUp, RollUpCategory, RollUpRow, SubmittedForecast } from '@tendero/model/api'
import { rollUpCategories } from '@tendero/model/api'
import { useState } from 'react'
import { FormButtons } from '../design/form-buttons.tsx'
import { FormError } from '../design/form-error.tsx'
import { AnchorLink } from '../design/links.tsx'
import { notice } from '../design/notices.tsx'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import classes from './forecast.module.css'
import { submissionQuery, submissionsQuery, submitForecast } from './quota-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface SubmissionCellProps {
  readonly rollUp: ForecastRollUp
  readonly row: RollUpRow
  readonly may: boolean
}

/** What was submitted last, to be opened; who may submits anew. */
export function SubmissionCell({ rollUp, row, may }: SubmissionCellProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { money } = useForecastFigures(rollUp.currency)
  const [shown, setShown] = useState(false)
  const [open, setOpen] = useState(false)
  const { submission } = row
  const title = row.title ?? ''
  return (
    <div className={classes.submission}>
      {submission && (
        <Button variant="subtle" size="compact-sm" px={0} onClick={() => setShown(true)}>
          <VisuallyHidden>{words.submittedOf(title)} </VisuallyHidden>
          {money(submission.figures.closed + submission.figures.commit)}
        </Button>
      )}
      {submission && <span className={classes.below}>{format.relative(submission.at)}</span>}
      {may && row.id !== null && (
        <Popover opened={open} onChange={setOpen} width={320} position="bottom-end" shadow="md" trapFocus withinPortal>
          <Popover.Target>
            <Button variant="default" size="compact-xs" onClick={() => setOpen(!open)}>
              {submission ? words.submitAgain : words.submit}
              <VisuallyHidden>: {title}</VisuallyHidden>
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.popover}>
            <Submitting rollUp={rollUp} row={row} id={row.id} onDone={() => setOpen(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
      {shown && submission && row.id !== null && (
        <Submitted rollUp={rollUp} row={row} subject={row.id} first={submission.id} onClose={() => setShown(false)} />
      )}
    </div>
  )
}

interface SubmittingProps extends Omit<SubmissionCellProps, 'may'> {
  readonly id: string
  onDone(): void
}

function Submitting({ rollUp, row, id, onDone }: SubmittingProps) {
  const words = useForecastWords()
  const { money } = useForecastFigures(rollUp.currency)
  const [note, setNote] = useState('')
  const submit = useMutation({
    mutationFn: () =>
      submitForecast({
        period: rollUp.period.kind,
        startsOn: rollUp.period.startsOn,
        kind: row.kind,
        subject: id,
        ...(note.trim() ? { note } : {}),
      }),
    onSuccess: () => {
      onDone()
      notice(words.submittedNow(row.title ?? words.nobody.person))
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit.mutate()
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {words.submitLead(money(row.figures.closed.amount + row.figures.commit.amount), row.title ?? '')}
        </Text>
        <Textarea
          data-autofocus
          label={words.note}
          autosize
          minRows={2}
          maxLength={4_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormError error={submit.error} />
        <FormButtons submit={words.submit} loading={submit.isPending} onCancel={onDone} />
      </Stack>
    </form>
  )
}

interface SubmittedProps extends Omit<SubmissionCellProps, 'may'> {
  readonly subject: string
  readonly first: string
  onClose(): void
}

/** A submission as it was, and what became of its deals. */
function Submitted({ rollUp, row, subject, first, onClose }: SubmittedProps) {
  const words = useForecastWords()
  const common = useWords()
  const format = useFormat()
  const [id, setId] = useState(first)
  const { data: all } = useQuery(submissionsQuery(rollUp.period, { kind: row.kind, id: subject }))
  const { data, error, refetch } = useQuery(submissionQuery(id))
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={words.submitted(row.title ?? '')}
      closeButtonProps={{ 'aria-label': common.verbs.close }}
    >
      <Stack gap="md">
        {all && all.length > 1 && (
          <Button.Group>
            {all.slice(0, 6).map((one) => (
              <Button
                key={one.id}
                size="compact-sm"
                variant={one.id === id ? 'filled' : 'default'}
                aria-pressed={one.id === id}
                onClick={() => setId(one.id)}
              >
                {format.dayShort(one.at.slice(0, 10))}
              </Button>
            ))}
          </Button.Group>
        )}
        {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
        {!error && !data && <PageLoading />}
        {data && <Content submitted={data} currency={rollUp.currency} />}
      </Stack>
    </Modal>
  )
}

function Content({ submitted, currency }: { readonly submitted: SubmittedForecast; readonly currency: string }) {
  const words = useForecastWords()
  const format = useFormat()
  const { workspace } = useSession()
  const { money } = useForecastFigures(currency)
  const named = (category: RollUpCategory | 'lost' | 'omitted') => words.categories[category]
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.submittedBy(submitted.byTitle ?? words.nobody.person, format.instant(submitted.at))}
        {submitted.note && ` ${submitted.note}`}
      </Text>
      <dl className={classes.sum}>
        {rollUpCategories.map((category) => [
          <dt key={`${category} name`}>{named(category)}</dt>,
          <dd key={category}>{money(submitted.figures[category])}</dd>,
        ])}
      </dl>
      <ScrollingRegion className={classes.tableBox} aria-label={words.composition}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.deal}</Table.Th>
              <Table.Th>{words.category}</Table.Th>
              <Table.Th data-end>{words.thenWas}</Table.Th>
              <Table.Th data-end>{words.today}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {submitted.deals.map((deal) => (
              <Table.Tr key={deal.id}>
                <Table.Td>
                  <AnchorLink
                    to="/w/$slug/$collection/$id"
                    params={{ slug: workspace.slug, collection: 'opportunities', id: deal.id }}
                  >
                    {deal.title}
                  </AnchorLink>
                </Table.Td>
                <Table.Td>
                  {named(deal.category)}
                  {deal.today && deal.today.category !== deal.category && ` → ${named(deal.today.category)}`}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(deal.amount)}
                  <span className={classes.below}>{deal.closeOn && format.day(deal.closeOn)}</span>
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {deal.today && money(deal.today.amount)}
                  <span className={classes.below}>{deal.today?.closeOn && format.day(deal.today.closeOn)}</span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
      {submitted.more > 0 && <Text size="sm">{words.moreSubmitted(format.number(submitted.more))}</Text>}
    </>
  )
}
