import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { failed, undoable } from '../design/notices.tsx'
import { titleOf } from '../fields/reference-options.ts'
import { useFormat } from '../kernel/format.ts'
import { useObject } from '../kernel/metadata.ts'
import { recordQuery } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { CompletionForm, type Outcome, outcomesOf } from '../next-step/completion-form.tsx'
import { complete, plan, refreshSteps } from '../next-step/step-data.ts'
import { StepForm } from '../next-step/step-form.tsx'
import { isStepKind, type StepKind, stepIcons } from '../next-step/step-kinds.ts'
import { useStepWords } from '../next-step/words.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { aboutOf } from './first-step.ts'
import { needsStep } from './needs-step.ts'
import classes from './next-step-panel.module.css'
import { useSalesWords } from './words.ts'

/** What comes next with a deal or lead and when, always in sight; without one, the call to plan it. */
export function NextStepPanel(props: ExtensionProps) {
  const { record } = props
  if (typeof record.nextStep === 'string') return <Planned {...props} step={record.nextStep} />
  return needsStep(record) ? <Missing {...props} /> : null
}

/** Sends a step, then shows everything anew and offers to undo it. */
function useSending({ object, record }: ExtensionProps, onDone: () => void) {
  const [saving, setSaving] = useState(false)
  const send = async (sent: Promise<string | undefined>, said: string): Promise<void> => {
    setSaving(true)
    try {
      const operationId = await sent
      onDone()
      await refreshSteps(object.name, record.id)
      undoable(said, operationId)
    } catch (error) {
      failed(error)
    } finally {
      setSaving(false)
    }
  }
  return { saving, send: (sent: Promise<string | undefined>, said: string) => void send(sent, said) }
}

function whomOf({ object, record }: ExtensionProps): string {
  return record.titles?.account ?? titleOf(object, record)
}

function Missing(props: ExtensionProps) {
  const words = useSalesWords().step
  const steps = useStepWords()
  const [opened, popover] = useDisclosure(false)
  const { saving, send } = useSending(props, popover.close)
  return (
    <Strip alarm icon={<IconAlertCircle size={18} stroke={1.7} aria-hidden />} words={words.missing}>
      <Form label={words.set} opened={opened} onToggle={popover.toggle} variant="filled">
        <StepForm
          whom={whomOf(props)}
          saving={saving}
          autoFocus
          onSave={(next) => send(plan(next, aboutOf(props.object.name, props.record)), steps.planned(next.subject))}
        />
      </Form>
    </Strip>
  )
}

function Planned({ step, ...props }: ExtensionProps & { readonly step: string }) {
  const words = useSalesWords().step
  const format = useFormat()
  const { workspace } = useSession()
  const { record } = props
  const activity = useObject('activity')
  const { data } = useQuery({
    ...recordQuery({ name: 'activity', collection: 'activities' }, step),
    enabled: !!activity,
  })
  const kind: StepKind = isStepKind(data?.kind) ? data.kind : 'task'
  const Drawn = stepIcons[kind]
  const at = typeof record.nextStepAt === 'string' ? record.nextStepAt : undefined
  const late = at !== undefined && new Date(at) < new Date()
  const subject = record.titles?.nextStep ?? words.planned
  return (
    <Strip
      alarm={late}
      icon={<Drawn size={17} stroke={1.7} aria-hidden />}
      words={
        <>
          <AnchorLink
            to="/w/$slug/$collection/$id"
            params={{ slug: workspace.slug, collection: 'activities', id: step }}
            className={classes.subject}
          >
            {subject}
          </AnchorLink>
          {at && (
            <time dateTime={at} title={format.instant(at)} className={classes.when}>
              {format.relative(at)}
            </time>
          )}
        </>
      }
    >
      <Complete {...props} step={step} kind={kind} subject={subject} />
    </Strip>
  )
}

interface CompleteProps extends ExtensionProps {
  readonly step: string
  readonly kind: StepKind
  readonly subject: string
}

function Complete({ step, kind, subject, ...props }: CompleteProps) {
  const words = useSalesWords().step
  const steps = useStepWords()
  const [opened, popover] = useDisclosure(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const { saving, send } = useSending(props, popover.close)
  return (
    <Form label={words.complete} opened={opened} onToggle={popover.toggle} icon={<IconCheck size={14} aria-hidden />}>
      <CompletionForm
        kind={kind}
        subject={subject}
        whom={whomOf(props)}
        outcome={outcome ?? outcomesOf(kind)[0] ?? 'done'}
        onOutcome={setOutcome}
        onCancel={popover.close}
        saving={saving}
        onSave={(completion) => {
          const said = completion.outcome === 'rescheduled' ? steps.rescheduledNotice : steps.doneNotice
          send(complete(step, completion), said(subject))
        }}
      />
    </Form>
  )
}

interface StripProps {
  readonly alarm: boolean
  readonly icon: ReactNode
  readonly words: ReactNode
  readonly children: ReactNode
}

function Strip({ alarm, icon, words, children }: StripProps) {
  return (
    <div className={classes.strip} data-alarm={alarm || undefined}>
      <span className={classes.icon}>{icon}</span>
      <span className={classes.words}>{words}</span>
      {children}
    </div>
  )
}

interface FormProps {
  readonly label: string
  readonly opened: boolean
  readonly onToggle: () => void
  readonly variant?: 'filled'
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A button with a form beneath it. */
function Form({ label, opened, onToggle, variant, icon, children }: FormProps) {
  return (
    <Popover
      opened={opened}
      onChange={onToggle}
      position="bottom-end"
      width="min(36rem, calc(100vw - 2rem))"
      trapFocus
      returnFocus
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <Button size="compact-sm" variant={variant ?? 'default'} leftSection={icon} onClick={onToggle}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children}</Popover.Dropdown>
    </Popover>
  )
}
