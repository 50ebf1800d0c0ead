import { Button, Popover, Stack, Text, Textarea, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { AdjustedCategory, ForecastRollUp, RollUpFigure, RollUpRow } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { type ReactNode, useState } from 'react'
import { FormButtons } from '../design/form-buttons.tsx'
import { FormError } from '../design/form-error.tsx'
import { failed, offering } from '../design/notices.tsx'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import { DealsLink } from '../reports/drill-link.tsx'
import { AmountInput } from './amount-input.tsx'
import { countedIn } from './counted-in.ts'
import { dealsIn } from './deals-behind.ts'
import classes from './forecast.module.css'
import { adjust, saidQuery } from './quota-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface FigureCellProps {
  readonly rollUp: ForecastRollUp
  readonly row: RollUpRow
  readonly category: AdjustedCategory
  /** Together with the surer categories. */
  readonly cumulative: boolean
  /** Which deals count for the row. */
  readonly deals: readonly Filter[]
  readonly asOf: string | undefined
  /** May it be said now? Not of a past day. */
  readonly may: boolean
}

/** What a category comes to, and what was said of it; who may say otherwise opens it. */
export function FigureCell({ rollUp, row, category, cumulative, deals, asOf, may }: FigureCellProps) {
  const words = useForecastWords()
  const { money, signedMoney } = useForecastFigures(rollUp.currency)
  const { own, managers } = row.figures[category]
  const { amount, count } = countedIn(row, category, cumulative)
  const said = [own, managers].flatMap((one) =>
    one ? [`${one.byTitle ?? words.nobody.person} ${signedMoney(one.amount)}`] : [],
  )
  const below = saidBelow(row.figures[category])
  const notes = (
    <>
      {said.length > 0 && <span className={classes.below}>{said.join(' · ')}</span>}
      {below !== 0 && <span className={classes.below}>{words.saidBelow(signedMoney(below))}</span>}
    </>
  )
  if (may && row.id !== null)
    return (
      <AdjustedFigure rollUp={rollUp} row={row} id={row.id} category={category} cumulative={cumulative} deals={deals}>
        <span className={classes.adjusted}>{money(amount)}</span>
        {notes}
      </AdjustedFigure>
    )
  return (
    <>
      <DealsLink parts={[...deals, ...dealsIn(rollUp.period, category, cumulative)]} count={count} asOf={asOf}>
        {money(amount)}
      </DealsLink>
      {notes}
    </>
  )
}

/** By how much those below say otherwise. */
const saidBelow = ({ amount, deals, own, managers }: RollUpFigure) =>
  amount - deals - (own?.amount ?? 0) - (managers?.amount ?? 0)

interface AdjustedFigureProps extends Pick<FigureCellProps, 'rollUp' | 'row' | 'category' | 'cumulative' | 'deals'> {
  readonly id: string
  readonly children: ReactNode
}

/** A figure that is opened to say otherwise. */
export function AdjustedFigure({ children, ...figure }: AdjustedFigureProps) {
  const words = useForecastWords()
  const [open, setOpen] = useState(false)
  const { row, category } = figure
  return (
    <Popover opened={open} onChange={setOpen} width={340} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.adjustable} onClick={() => setOpen(!open)}>
          <VisuallyHidden>
            {words.adjustOf(words.categories[category], row.title ?? words.nobody.person)}{' '}
          </VisuallyHidden>
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.popover}>
        <Adjusting {...figure} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

interface AdjustingProps extends Omit<AdjustedFigureProps, 'children'> {
  onDone(): void
}

function Adjusting({ rollUp, row, id, category, cumulative, deals, onDone }: AdjustingProps) {
  const words = useForecastWords()
  const common = useWords()
  const format = useFormat()
  const { user } = useSession()
  const { money, signedMoney } = useForecastFigures(rollUp.currency)
  const figure = row.figures[category]
  const { own, managers } = figure
  const standing = row.judges && figure[row.judges]
  const shown = countedIn(row, category, cumulative).amount
  const [wanted, setWanted] = useState<number | undefined>(shown)
  const [reason, setReason] = useState('')
  const slot = { period: rollUp.period.kind, startsOn: rollUp.period.startsOn, kind: row.kind, subject: id, category }
  const say = useMutation({
    mutationFn: (difference: number) =>
      adjust({
        ...slot,
        amount: difference,
        reason: reason.trim() || words.takenBack,
        instead: standing?.id ?? null,
      }),
    onSuccess: ({ rows }) => {
      onDone()
      const now = rows.find((one) => one.id === id && one.kind === row.kind)
      const said = row.judges && now?.figures[category][row.judges]
      const before = { amount: standing?.amount ?? 0, reason: standing?.reason ?? words.takenBack }
      // What was said is never changed: taking it back says again what was said before.
      offering(words.saidNow(words.categories[category], row.title ?? words.nobody.person), common.verbs.undo, () => {
        adjust({ ...slot, ...before, instead: said?.id ?? null }).catch(failed)
      })
    },
  })
  const withoutIt = shown - (standing?.amount ?? 0)
  const [below, surer] = [saidBelow(figure), shown - figure.amount]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted !== undefined) say.mutate(wanted - withoutIt)
      }}
    >
      <Stack gap="sm">
        <dl className={classes.sum}>
          {surer !== 0 && (
            <>
              <dt>{words.surer}</dt>
              <dd>{money(surer)}</dd>
            </>
          )}
          <dt>{words.fromDeals(figure.count, format.number(figure.count))}</dt>
          <dd>
            <DealsLink parts={[...deals, ...dealsIn(rollUp.period, category, false)]} count={figure.count}>
              {money(figure.deals)}
            </DealsLink>
          </dd>
          {below !== 0 && (
            <>
              <dt>{words.fromBelow}</dt>
              <dd>{signedMoney(below)}</dd>
            </>
          )}
          {[own, managers].map(
            (one) =>
              one && [
                <dt key={`${one.id} who`}>
                  {one.byTitle ?? words.nobody.person}: {one.reason}
                </dt>,
                <dd key={`${one.id} amount`}>{signedMoney(one.amount)}</dd>,
              ],
          )}
        </dl>
        <AmountInput autoFocus label={words.iExpect} currency={rollUp.currency} value={wanted} onChange={setWanted} />
        <Textarea
          label={words.reason}
          required
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FormError error={say.error} />
        <FormButtons
          disabled={wanted === undefined || reason.trim() === ''}
          loading={say.isPending}
          onCancel={onDone}
        />
        {standing && (
          <Button variant="subtle" size="compact-sm" loading={say.isPending} onClick={() => say.mutate(0)}>
            {standing.by === user.id ? words.takeBack : words.takeBackOf(standing.byTitle ?? words.nobody.person)}
          </Button>
        )}
        <Said rollUp={rollUp} row={row} id={id} category={category} />
      </Stack>
    </form>
  )
}

/** What was said of it before. */
function Said({ rollUp, row, id, category }: Pick<AdjustingProps, 'rollUp' | 'row' | 'id' | 'category'>) {
  const words = useForecastWords()
  const format = useFormat()
  const { signedMoney } = useForecastFigures(rollUp.currency)
  const { data } = useQuery(saidQuery(rollUp.period, { kind: row.kind, id }))
  const before = data?.filter((one) => one.category === category).slice(0, 5) ?? []
  if (before.length === 0) return null
  return (
    <section aria-label={words.saidBefore}>
      <Text size="xs" fw={600}>
        {words.saidBefore}
      </Text>
      {before.map(({ id: key, at, byTitle, amount, reason }) => (
        <Text key={key} size="xs" c="dimmed">
          {format.instant(at)} · {byTitle} · {signedMoney(amount)} · {reason}
        </Text>
      ))}
    </section>
  )
}
