import { Anchor, Button, Group, Menu, Text, TextInput } from '@mantine/core'
import {
  IconAlertTriangle,
  IconAt,
  IconCircleCheck,
  IconLink,
  IconMailOff,
  IconMailOpened,
  IconPencil,
  IconPhone,
  IconStar,
  IconStarFilled,
  IconTrash,
} from '@tabler/icons-react'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { type FormEvent, useState } from 'react'
import { useWords } from '../kernel/language.ts'
import { useObject } from '../kernel/metadata.ts'
import { useReaches } from '../kernel/reach.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { type ChildRecords, useChildRecords } from './child-records.ts'
import { ItemMenu } from './item-menu.tsx'
import classes from './panel.module.css'
import { Panel, PanelItem, PanelList } from './panel.tsx'
import { isRoleAddress, type PointKind, pointKind } from './point-kind.ts'
import type { Words } from './words/en.ts'
import { useSalesWords } from './words.ts'

const icons = { email: IconAt, phone: IconPhone, other: IconLink } as const satisfies Record<PointKind, unknown>

/** All ways to reach a contact or an account. */
export function ContactPointsPanel(props: ExtensionProps) {
  const child = useObject('contact_point')
  return child ? <Points {...props} child={child} /> : null
}

function Points({ object, record, child }: ExtensionProps & { readonly child: MetadataObject }) {
  const words = useSalesWords().points
  const [editing, setEditing] = useState<string | null>(null)
  const points = useChildRecords(
    child,
    { object: object.name, id: record.id },
    {
      filter: { field: object.name, op: 'is', value: record.id },
      sort: ['kind', '-primary', 'createdAt'],
      limit: 100,
    },
  )
  const mine = useReaches()(object.can.edit, record)
  const mayEdit = child.can.edit !== 'none' && mine
  const close = (): void => setEditing(null)
  const add = async (value: string, label: string): Promise<void> => {
    const values = { value, kind: pointKind(value), label: label || undefined, [object.name]: record.id }
    if (await points.add(values)) close()
  }
  return (
    <Panel
      title={words.title}
      count={points.items?.length}
      addLabel={mayEdit ? words.add : undefined}
      onAdd={() => setEditing(editing === 'new' ? null : 'new')}
      adding={editing === 'new'}
    >
      {editing === 'new' && <PointForm onSave={add} onCancel={close} />}
      <PanelList>
        {points.items?.map((point) =>
          editing === point.id ? (
            <li key={point.id}>
              <PointForm
                point={point}
                onCancel={close}
                onSave={async (value, label) => {
                  const patch = { value, kind: pointKind(value), label: label || null }
                  if (await points.change(point, patch)) close()
                }}
              />
            </li>
          ) : (
            <Point key={point.id} point={point} points={points} mayEdit={mayEdit} onEdit={() => setEditing(point.id)} />
          ),
        )}
      </PanelList>
    </Panel>
  )
}

function kindOfPoint({ kind }: AnyRecord): PointKind {
  return kind === 'email' || kind === 'phone' ? kind : 'other'
}

function linkOf(kind: PointKind, value: string, normalized: unknown): string | undefined {
  const plain = typeof normalized === 'string' ? normalized : value
  if (kind === 'email') return `mailto:${plain}`
  return kind === 'phone' ? `tel:${plain.replace(/[^+\d]/g, '')}` : undefined
}

interface PointProps {
  readonly point: AnyRecord
  readonly points: ChildRecords
  readonly mayEdit: boolean
  readonly onEdit: () => void
}

function Point({ point, points, mayEdit, onEdit }: PointProps) {
  const words = useSalesWords().points
  const kind = kindOfPoint(point)
  const value = String(point.value)
  const href = linkOf(kind, value, point.normalized)
  const Drawn = icons[kind]
  const optedOut = point.optedOut === true
  const notes = [
    typeof point.label === 'string' ? point.label : '',
    optedOut ? words.optedOut : '',
    ...doubts(point, words),
  ]
  return (
    <PanelItem
      icon={<Drawn size={16} stroke={1.6} aria-hidden />}
      faded={optedOut}
      title={
        href && !optedOut ? (
          <Anchor href={href} inherit className="tendero-figures">
            {value}
          </Anchor>
        ) : (
          <span className="tendero-figures">{value}</span>
        )
      }
      details={
        <>
          {notes.filter(Boolean).join(' · ')}
          {mayEdit && typeof point.suggestion === 'string' && (
            <Meant point={point} suggestion={point.suggestion} points={points} />
          )}
        </>
      }
    >
      {point.valid === false && (
        <IconAlertTriangle size={15} role="img" aria-label={words.invalid} color="var(--tendero-warning)" />
      )}
      {point.primary === true && (
        <IconStarFilled size={15} role="img" aria-label={words.primary} className={classes.star} />
      )}
      {mayEdit && (
        <ItemMenu label={words.more(value)}>
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} aria-hidden />} onClick={onEdit}>
            {words.edit(value)}
          </Menu.Item>
          {point.valid === false && (
            <Menu.Item
              leftSection={<IconCircleCheck size={16} stroke={1.6} aria-hidden />}
              onClick={() => void points.mend(point, { confirmed: true }, words.confirmed(value))}
            >
              {words.confirm(value)}
            </Menu.Item>
          )}
          {point.primary !== true && (
            <Menu.Item
              leftSection={<IconStar size={16} stroke={1.6} aria-hidden />}
              onClick={() => void points.change(point, { primary: true })}
            >
              {words.makePrimary(value)}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={
              optedOut ? (
                <IconMailOpened size={16} stroke={1.6} aria-hidden />
              ) : (
                <IconMailOff size={16} stroke={1.6} aria-hidden />
              )
            }
            onClick={() => void points.change(point, { optedOut: !optedOut })}
          >
            {optedOut ? words.optIn(value) : words.optOut(value)}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
            onClick={() => void points.remove(point, words.removed(value))}
          >
            {words.remove(value)}
          </Menu.Item>
        </ItemMenu>
      )}
    </PanelItem>
  )
}

/** Why it reaches nobody, as far as is known; of a shared mailbox, that it is one. */
function doubts({ fault, valid, kind, value }: AnyRecord, words: Words['points']): readonly string[] {
  if (typeof fault === 'string' && fault in words.faults)
    return [words.faults[fault as keyof Words['points']['faults']]]
  if (valid === false) return [words.invalid]
  return kind === 'email' && isRoleAddress(String(value)) ? [words.role] : []
}

interface MeantProps {
  readonly point: AnyRecord
  readonly suggestion: string
  readonly points: ChildRecords
}

/** What was probably meant, to be taken with one press. */
function Meant({ point, suggestion, points }: MeantProps) {
  const words = useSalesWords().points
  return (
    <Button
      size="compact-xs"
      variant="light"
      display="block"
      mt={4}
      onClick={() => void points.mend(point, { value: suggestion }, words.mended(suggestion))}
    >
      {words.meant(suggestion)}
    </Button>
  )
}

interface PointFormProps {
  readonly point?: AnyRecord
  readonly onSave: (value: string, label: string) => Promise<void>
  readonly onCancel: () => void
}

/** One field for both: whether it is an e-mail or a phone is seen from what is typed. */
function PointForm({ point, onSave, onCancel }: PointFormProps) {
  const words = useSalesWords().points
  const { verbs } = useWords()
  const [value, setValue] = useState(point ? String(point.value) : '')
  const [label, setLabel] = useState(typeof point?.label === 'string' ? point.label : '')
  const [saving, setSaving] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (value.trim() === '') return
    setSaving(true)
    await onSave(value.trim(), label.trim())
    setSaving(false)
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
      noValidate
    >
      <div className={classes.formLine}>
        <TextInput
          flex={2}
          aria-label={words.value}
          placeholder={words.value}
          value={value}
          maxLength={254}
          autoFocus
          autoComplete="off"
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <TextInput
          flex={1}
          aria-label={words.label}
          placeholder={words.labelHint}
          value={label}
          maxLength={60}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      </div>
      <Group gap="xs" justify="flex-end">
        {value.trim() !== '' && pointKind(value) === 'other' && (
          <Text size="xs" c="dimmed" flex={1}>
            {words.invalid}
          </Text>
        )}
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {verbs.cancel}
        </Button>
        <Button size="compact-sm" type="submit" loading={saving}>
          {verbs.save}
        </Button>
      </Group>
    </form>
  )
}
