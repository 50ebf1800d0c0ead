import { Button, Group, Text, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconThumbDown, IconTrophy } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { titleOf } from '../fields/reference-options.ts'
import { useFormat } from '../kernel/format.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { useReaches } from '../kernel/reach.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { changeStage } from './change-stage.ts'
import classes from './stage-bar.module.css'
import { StageFacts } from './stage-facts.tsx'
import { type StageTimes, useStageTimes } from './stage-times.ts'
import { type Stage, useStages } from './stages.ts'
import { useSalesWords } from './words.ts'

/** Where a deal stands on its way: a press takes it to another stage, or closes and reopens it. */
export function StageBar({ object, record }: ExtensionProps) {
  const words = useSalesWords().stage
  const stages = useStages(typeof record.pipeline === 'string' ? record.pipeline : undefined)
  const times = useStageTimes(record)
  const field = fieldOf(object, 'stage')
  const mayMove = useReaches()(object.can.edit, record) && field !== undefined && !field.readOnly
  const open = stages.filter(({ category }) => category === 'open')
  const here = stages.find(({ id }) => id === record.stage)
  if (!here) return null

  const go = (stage: Stage): void =>
    void changeStage({ object, record, patch: { stage: stage.id } }, words.moved(titleOf(object, record), stage.name), {
      status: stage.category,
      titles: { stage: stage.name },
    })
  return (
    <div className={classes.wrap}>
      <div className={classes.bar}>
        <ol className={classes.stages} aria-label={words.bar}>
          {open.map((stage) => (
            <Step
              key={stage.id}
              stage={stage}
              state={stateOf(stage, here, open, times)}
              days={times.daysIn(stage.id)}
              disabled={!mayMove || stage.id === here.id}
              onGo={() => go(stage)}
            />
          ))}
        </ol>
        {mayMove && <Closing stages={stages} here={here} times={times} onGo={go} />}
      </div>
      <StageFacts object={object} record={record} stage={here} days={times.daysIn(here.id)} />
    </div>
  )
}

type State = 'past' | 'here' | 'ahead' | 'won' | 'lost'

/** A deal that is won went all the way; one that is lost came as far as its last open stage. */
function stateOf(stage: Stage, here: Stage, open: readonly Stage[], times: StageTimes): State {
  if (here.category === 'won') return 'won'
  const reached = here.category === 'lost' ? times.lastOf(open.map(({ id }) => id)) : here.id
  const at = open.findIndex(({ id }) => id === reached)
  const index = open.indexOf(stage)
  if (here.category === 'lost') return index <= at ? 'lost' : 'ahead'
  if (index === at) return 'here'
  return index < at ? 'past' : 'ahead'
}

interface StepProps {
  readonly stage: Stage
  readonly state: State
  readonly days: number | undefined
  readonly disabled: boolean
  readonly onGo: () => void
}

function Step({ stage, state, days, disabled, onGo }: StepProps) {
  const words = useSalesWords().stage
  const format = useFormat()
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (state === 'here') item.current?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [state])
  return (
    <li ref={item} className={classes.item}>
      <Tooltip label={`${format.percent(stage.probability)}${days === undefined ? '' : ` · ${words.days(days)}`}`}>
        <button
          type="button"
          className={classes.stage}
          data-state={state}
          aria-current={state === 'here' ? 'step' : undefined}
          disabled={disabled}
          onClick={onGo}
        >
          {stage.name}
          {days !== undefined && days > 0 && state === 'past' && (
            <span className={`${classes.days} tendero-figures`}>{words.days(days)}</span>
          )}
        </button>
      </Tooltip>
    </li>
  )
}

interface ClosingProps {
  readonly stages: readonly Stage[]
  readonly here: Stage
  readonly times: StageTimes
  readonly onGo: (stage: Stage) => void
}

/** Won and lost while it goes on; afterwards the way back. */
function Closing({ stages, here, times, onGo }: ClosingProps) {
  const words = useSalesWords().stage
  const open = stages.filter(({ category }) => category === 'open')
  const won = stages.find(({ category }) => category === 'won')
  const lost = stages.find(({ category }) => category === 'lost')
  if (here.category !== 'open') {
    const last = times.lastOf(open.map(({ id }) => id))
    const back = open.find(({ id }) => id === last) ?? open[0]
    return (
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" fw={600}>
          {here.name}
        </Text>
        {back && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} stroke={1.7} aria-hidden />}
            onClick={() => onGo(back)}
          >
            {words.reopen}
          </Button>
        )}
      </Group>
    )
  }
  return (
    <Group gap="xs" wrap="nowrap">
      {won && (
        <Button
          variant="default"
          leftSection={<IconTrophy size={16} stroke={1.7} aria-hidden className={classes.wonIcon} />}
          onClick={() => onGo(won)}
        >
          {words.won}
        </Button>
      )}
      {lost && (
        <Button
          variant="default"
          leftSection={<IconThumbDown size={16} stroke={1.7} aria-hidden />}
          onClick={() => onGo(lost)}
        >
          {words.lost}
        </Button>
      )}
    </Group>
  )
}
