import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, Candidate, MetadataField, MetadataObject } from '@tendero/model/api'
import { type ReactNode, useState } from 'react'
import { Pill } from '../../design/pill.tsx'
import { kindOf } from '../../fields/index.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { recordQuery } from '../../kernel/queries.ts'
import { Value } from '../../records/list/value.tsx'
import { useSalesWords } from '../words.ts'
import classes from './conversion.module.css'
import { offered, previewOf, type Target } from './conversion-preview.ts'

/** From this score on a candidate is proposed rather than a new record, unless another is as likely. */
const likely = 80

/** So many candidates are shown at first. */
const fewest = 3

export function proposal(candidates: readonly Candidate[]): string {
  const [best, next] = candidates
  return best && best.score >= likely && best.score !== next?.score ? best.id : 'new'
}

interface TargetChoiceProps {
  readonly title: string
  readonly target: Target
  readonly object: MetadataObject
  readonly lead: AnyRecord
  readonly candidates: readonly Candidate[]
  /** 'new', an id, or 'none'. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly newLabel: string
  readonly newHint?: string
  /** Words of choosing none; without them it cannot be chosen. */
  readonly noneLabel?: string
  /** Fields that tell a candidate from its namesakes, and the candidates' records with them. */
  readonly facts?: { readonly fields: readonly string[]; readonly records: readonly AnyRecord[] }
  /** May any other record be sought? */
  readonly searchable?: boolean
  /** Details of a new record. */
  readonly children?: ReactNode
}

/** What a lead becomes: a candidate with the reasons for it, another record, a new one, or none. */
export function TargetChoice(props: TargetChoiceProps) {
  const words = useSalesWords().conversion
  const { title, target, object, lead, candidates, value, onChange, newLabel, newHint, noneLabel, children } = props
  const { facts, searchable = true } = props
  const proposed = proposal(candidates)
  const [other, setOther] = useState<{ id: string; title: string } | null>(null)
  const [searching, setSearching] = useState(false)
  const [all, setAll] = useState(false)
  const listed =
    other && !candidates.some(({ id }) => id === other.id)
      ? [...candidates, { ...other, score: 0, reasons: [] }]
      : candidates
  const shown = all ? listed : listed.filter(({ id }, index) => index < fewest || id === value)
  return (
    <section aria-label={title}>
      <Title order={3} size="h4" mb={6}>
        {title}
      </Title>
      <Radio.Group
        aria-label={title}
        value={searching ? 'other' : value}
        onChange={(chosen) => {
          setSearching(chosen === 'other')
          if (chosen !== 'other') onChange(chosen)
        }}
      >
        <Stack gap={6}>
          {shown.map((candidate) => (
            <CandidateCard
              key={candidate.id}
              candidate={candidate}
              proposed={candidate.id === proposed}
              facts={<Facts object={object} names={facts?.fields} record={recordOf(candidate.id, facts?.records)} />}
              preview={
                value === candidate.id &&
                !searching && <Filled object={object} lead={lead} target={target} id={candidate.id} />
              }
            />
          ))}
          {shown.length < listed.length && (
            <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => setAll(true)}>
              {words.moreCandidates(listed.length - shown.length)}
            </Button>
          )}
          <Card value="new" label={newLabel} hint={newHint}>
            {value === 'new' && !searching && children}
          </Card>
          {noneLabel && <Card value="none" label={noneLabel} />}
          {searchable && (
            <Card value="other" label={words.other}>
              {searching && (
                <OtherRecord
                  object={object}
                  onChoose={(id, name) => {
                    setOther({ id, title: name })
                    setSearching(false)
                    onChange(id)
                  }}
                />
              )}
            </Card>
          )}
        </Stack>
      </Radio.Group>
    </section>
  )
}

interface CardProps {
  readonly value: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly children?: ReactNode
}

function Card({ value, label, hint, children }: CardProps) {
  return (
    <div className={classes.card}>
      <Radio value={value} label={label} description={hint} />
      {children && <div className={classes.more}>{children}</div>}
    </div>
  )
}

interface CandidateCardProps {
  readonly candidate: Candidate
  readonly proposed: boolean
  readonly facts: ReactNode
  readonly preview: ReactNode
}

function CandidateCard({ candidate, proposed, facts, preview }: CandidateCardProps) {
  const words = useSalesWords().conversion
  const { id, title, score, reasons } = candidate
  return (
    <Card
      value={id}
      label={
        <Group gap={6} component="span">
          <Text span fw={550} size="sm">
            {title}
          </Text>
          {reasons.map((reason) => (
            <Pill key={reason} color={score >= likely ? 'teal' : 'gray'}>
              {words.reasons[reason]}
            </Pill>
          ))}
          {facts}
        </Group>
      }
      hint={proposed ? words.proposed : undefined}
    >
      {preview}
    </Card>
  )
}

function recordOf(id: string, records: readonly AnyRecord[] = []): AnyRecord | undefined {
  return records.find((record) => record.id === id)
}

interface FactsProps {
  readonly object: MetadataObject
  readonly names?: readonly string[]
  readonly record: AnyRecord | undefined
}

function Facts({ object, names = [], record }: FactsProps) {
  if (!record) return null
  return names.map((name) => {
    const field = fieldOf(object, name)
    return (
      field && (
        <Text key={name} span size="sm" c="dimmed" className="tendero-figures">
          <Value field={field} record={record} oneLine plain />
        </Text>
      )
    )
  })
}

interface OtherRecordProps {
  readonly object: MetadataObject
  readonly onChoose: (id: string, title: string) => void
}

/** Any other record of the object, found by its words. */
function OtherRecord({ object, onChoose }: OtherRecordProps) {
  const words = useSalesWords().conversion
  const { Input } = kindOf({ kind: 'reference' })
  const field: MetadataField = {
    name: object.name,
    kind: 'reference',
    label: words.search,
    help: null,
    required: true,
    readOnly: false,
    createOnly: false,
    hidden: false,
    custom: false,
    system: false,
    imported: true,
    raisable: false,
    sortable: false,
    groupable: false,
    aggregates: [],
    operators: [],
    object: object.name,
  }
  return (
    <Input
      field={field}
      value={null}
      autoFocus
      onChange={(id, title) => {
        if (typeof id === 'string') onChoose(id, title ?? '')
      }}
    />
  )
}

interface FilledProps {
  readonly object: MetadataObject
  readonly lead: AnyRecord
  readonly target: Target
  readonly id: string
}

/** What an existing record would take of the lead, and what of it stays. */
function Filled({ object, lead, target, id }: FilledProps) {
  const words = useSalesWords().conversion
  const { data } = useQuery(recordQuery(object, id))
  if (!data) return null
  const offer = offered(lead, target)
  const { filled, kept } = previewOf(data, offer)
  const taken: AnyRecord = { ...data, ...offer }
  if (filled.length === 0 && kept.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {words.nothingFilled}
      </Text>
    )
  return (
    <div className={classes.preview}>
      {filled.length > 0 && <Values label={words.filled} names={filled} object={object} record={taken} />}
      {kept.length > 0 && <Values label={words.kept} names={kept} object={object} record={data} />}
    </div>
  )
}

interface ValuesProps {
  readonly label: string
  readonly names: readonly string[]
  readonly object: MetadataObject
  readonly record: AnyRecord
}

function Values({ label, names, object, record }: ValuesProps) {
  return (
    <div>
      <Text span inherit c="dimmed">
        {label}{' '}
      </Text>
      {names.flatMap((name) => {
        const field = fieldOf(object, name)
        if (!field) return []
        return (
          <span key={name} className={classes.value}>
            {field.label} <Value field={field} record={record} oneLine plain />
          </span>
        )
      })}
    </div>
  )
}
