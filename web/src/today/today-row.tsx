import { Avatar, Box, Button, Text } from '@mantine/core'
import { IconCalendarPlus, IconForms, IconRoute } from '@tabler/icons-react'
import type { TodayItem } from '@tendero/model/api'
import { useEffect, useRef } from 'react'
import { ObjectIcon } from '../design/icon.tsx'
import { AnchorLink } from '../design/links.tsx'
import { useFormat } from '../kernel/format.ts'
import { fieldOf, useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { isStepKind } from '../next-step/step-kinds.ts'
import type { Entry, Save } from './entry.ts'
import { useIsOwn, useMayAct } from './may-act.ts'
import { OutcomeButtons } from './outcome-buttons.tsx'
import { Reach } from './reach.tsx'
import { RowComposer } from './row-composer.tsx'
import classes from './today.module.css'
import { whyWords } from './why.ts'
import { type TodayWords, useTodayWords } from './words.ts'

interface TodayRowProps {
  readonly item: TodayItem
  readonly active: boolean
  /** The row takes the focus: it was reached by a key. */
  readonly focused: boolean
  readonly entry: Entry | null
  readonly onEntry: (entry: Entry | null) => void
  readonly onActivate: () => void
  readonly onSave: Save
  readonly saving: boolean
}

export function TodayRow({ item, active, focused, entry, onEntry, onActivate, onSave, saving }: TodayRowProps) {
  const words = useTodayWords()
  const format = useFormat()
  const object = useCatalogue().object(item.object)
  const labelOf = (name: string): string => (object && fieldOf(object, name)?.label.toLowerCase()) ?? name
  const isOwn = useIsOwn()(item)
  const mayAct = useMayAct()(item)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (focused) row.current?.focus()
  }, [focused])

  return (
    <li
      ref={row}
      tabIndex={-1}
      hidden={saving}
      aria-current={active || undefined}
      className={classes.row}
      data-active={active || undefined}
      onFocusCapture={onActivate}
    >
      <Box className={classes.line}>
        <span className={classes.icon}>
          <ObjectIcon name={object?.icon ?? ''} />
        </span>
        <div className={classes.what}>
          <Titles item={item} />
          <div className={classes.titles}>
            <Text size="sm" className={classes.why} data-reason={item.reason}>
              {whyWords(item, words, format, labelOf)}
            </Text>
            {!isOwn && <Owner item={item} />}
          </div>
        </div>
        {item.amount && (
          <Text size="sm" className={`${classes.amount} tendero-figures`}>
            {format.money(item.amount, 'rounded')}
          </Text>
        )}
        <div className={classes.reach}>
          {item.phone && <Reach phone={item.phone} whom={item.about?.title ?? item.title} />}
        </div>
        {mayAct && <RowButtons item={item} active={active} entry={entry} onEntry={onEntry} />}
      </Box>
      {entry && (
        <div className={classes.composer} ref={bringIntoView}>
          <RowComposer item={item} entry={entry} onEntry={onEntry} onSave={onSave} saving={saving} />
        </div>
      )}
    </li>
  )
}

/** Whose it is, where the work of a team stands together. */
function Owner({ item }: { readonly item: TodayItem }) {
  const words = useTodayWords()
  return (
    <Text size="sm" c={item.owner ? undefined : 'dimmed'} className={classes.owner}>
      <Avatar name={item.owner?.title} size={18} variant="light" color="gray" aria-hidden />
      {item.owner?.title ?? words.nobody}
    </Text>
  )
}

/** A form that opens below the edge of the screen comes up. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

function Titles({ item }: { readonly item: TodayItem }) {
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  const link = (object: string, id: string, title: string, className: string | undefined) => {
    const { collection } = catalogue.object(object) ?? {}
    if (!collection) return <span className={className}>{title}</span>
    return (
      <AnchorLink
        to="/w/$slug/$collection/$id"
        params={{ slug: workspace.slug, collection, id }}
        className={className}
        underline="hover"
      >
        {title}
      </AnchorLink>
    )
  }
  return (
    <div className={classes.titles}>
      {link(item.object, item.id, item.title, classes.title)}
      {item.about && link(item.about.object, item.about.id, item.about.title, classes.about)}
    </div>
  )
}

interface RowButtonsProps {
  readonly item: TodayItem
  readonly active: boolean
  readonly entry: Entry | null
  readonly onEntry: (entry: Entry | null) => void
}

function RowButtons({ item, active, entry, onEntry }: RowButtonsProps) {
  const words = useTodayWords()
  const toggle = (next: Entry): void => onEntry(entry === next ? null : next)
  if (isStepKind(item.object))
    return (
      <OutcomeButtons
        kind={item.object}
        title={item.title}
        active={active}
        chosen={entry === 'plan' ? null : entry}
        onChoose={toggle}
      />
    )
  const { Drawn, label } = lacks(item.reason, words)
  return (
    <div className={classes.outcomes}>
      <Button
        size="compact-md"
        variant={entry ? 'filled' : active ? 'light' : 'default'}
        className={classes.first}
        leftSection={<Drawn size={16} stroke={1.8} aria-hidden />}
        aria-expanded={entry !== null}
        onClick={() => toggle('plan')}
      >
        {label}
      </Button>
    </div>
  )
}

/** The one thing that a deal or lead lacks. */
function lacks(reason: TodayItem['reason'], words: TodayWords) {
  if (reason === 'close_date_past') return { Drawn: IconCalendarPlus, label: words.newCloseDate }
  if (reason === 'missing_fields') return { Drawn: IconForms, label: words.fillIn }
  return { Drawn: IconRoute, label: words.setStep }
}
