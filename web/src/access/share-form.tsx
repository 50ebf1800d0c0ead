import { Button, Group, Input as MantineInput, SegmentedControl, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { failed, offering } from '../design/notices.tsx'
import { kindOf } from '../fields/index.ts'
import { recordsOf } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { fieldErrors } from '../kernel/problems.ts'
import { keys, queryClient } from '../kernel/queries.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { nameOf } from './shares.ts'
import { useAccessWords } from './words.ts'

const kinds = ['user', 'team'] as const
const accesses = ['read', 'edit'] as const

interface Draft {
  /** Is it with a person or a team, and with which? */
  readonly kind: (typeof kinds)[number]
  readonly chosen: string | null
  readonly access: (typeof accesses)[number]
  /** As the field gives it; null for no end. */
  readonly until: unknown
}

const first: Draft = { kind: 'user', chosen: null, access: 'read', until: null }

interface ShareFormProps extends ExtensionProps {
  readonly share: MetadataObject
}

/** Shares a record with a person or a team; what was shared can be taken back from the notice. */
export function ShareForm({ object, record, share }: ShareFormProps) {
  const words = useAccessWords()
  const common = useWords()
  const [draft, setDraft] = useState(first)
  const change = (some: Partial<Draft>): void => setDraft({ ...draft, ...some })
  const save = useSharing({ object, record, share }, () => change({ chosen: null, until: null }))
  const problems = fieldErrors(save.error, common)
  const end = fieldOf(share, 'until')
  const EndInput = end && kindOf(end).Input
  return (
    <form
      aria-label={words.share}
      onSubmit={(event) => {
        event.preventDefault()
        const { kind, chosen, access, until } = draft
        save.mutate({ object: object.name, record: record.id, [kind]: chosen, access, ...(until ? { until } : {}) })
      }}
    >
      <Stack gap="sm">
        {Object.keys(problems).length === 0 && <FormError error={save.error} />}
        <Whom share={share} draft={draft} problem={problems[draft.kind]} onChange={change} />
        <MantineInput.Wrapper label={words.access} labelElement="div">
          <div>
            <SegmentedControl
              size="sm"
              aria-label={words.access}
              value={draft.access}
              data={accesses.map((value) => ({ value, label: words.accesses[value] }))}
              onChange={(access) => change({ access })}
            />
          </div>
        </MantineInput.Wrapper>
        {end && EndInput && (
          <EndInput
            field={{ ...end, label: words.until }}
            label={words.until}
            description={words.untilHint}
            value={draft.until}
            error={problems.until}
            onChange={(until) => change({ until })}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={draft.chosen === null} loading={save.isPending}>
            {words.share}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface WhomProps {
  readonly share: MetadataObject
  readonly draft: Draft
  readonly problem: string | undefined
  readonly onChange: (some: Partial<Draft>) => void
}

function Whom({ share, draft: { kind, chosen }, problem, onChange }: WhomProps) {
  const words = useAccessWords()
  const field: MetadataField | undefined = fieldOf(share, kind)
  const PersonInput = field && kindOf(field).Input
  return (
    <MantineInput.Wrapper label={words.with} labelElement="div">
      <Stack gap={6}>
        <SegmentedControl
          size="sm"
          aria-label={words.with}
          value={kind}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(other) => onChange({ kind: other, chosen: null })}
        />
        {field && PersonInput && (
          <PersonInput
            key={kind}
            field={{ ...field, label: words.kinds[kind] }}
            value={chosen}
            error={problem}
            onChange={(id) => onChange({ chosen: typeof id === 'string' ? id : null })}
          />
        )}
      </Stack>
    </MantineInput.Wrapper>
  )
}

function useSharing({ object, record, share }: ShareFormProps, onShared: () => void) {
  const words = useAccessWords()
  const { verbs } = useWords()
  const shares = recordsOf(share.collection)
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['related', share.name] }),
      queryClient.invalidateQueries({ queryKey: keys.timelines(object.name, record.id) }),
    ])
  const takeBack = ({ id }: AnyRecord): void => void shares.remove(id).then(refresh, failed)
  return useMutation({
    mutationFn: (values: Readonly<Record<string, unknown>>) => shares.create(values, crypto.randomUUID()),
    async onSuccess(made) {
      onShared()
      offering(words.shared(nameOf(made) ?? words.somebody), verbs.undo, () => takeBack(made))
      await refresh()
    },
  })
}
