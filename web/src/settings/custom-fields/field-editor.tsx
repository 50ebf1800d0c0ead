import { Fieldset, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { useState } from 'react'
import { kindOf } from '../../fields/index.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { type Kept, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useSettingsWords } from '../words.ts'
import { AutoNumberEditor } from './auto-number-editor.tsx'
import { ChoicesEditor } from './choices-editor.tsx'
import { Explanation } from './explanation.tsx'
import { draftOf, type FieldDraft, hasChoices, isComplete, optionsOf, previewOf } from './field-draft.ts'
import { type FieldKindName, indexable, isReferring, isWorkedOut, readKind } from './field-kinds.ts'
import { FieldLimits, ReferenceTarget } from './field-limits.tsx'
import { KindPicker } from './kind-picker.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { WorkedOut } from './worked-out.tsx'

interface FieldEditorProps {
  readonly object: MetadataObject
  /** Without it a new one. */
  readonly field?: Kept<'custom_field'>
  readonly onClose: () => void
}

export function FieldEditor({ object, field, onClose }: FieldEditorProps) {
  const words = useWords()
  const own = useSettingsWords().customFields
  const draft = useDraft(draftOf(field, field ? (readKind(field.kind) ?? 'text') : null))
  const save = useSave('custom_field')
  const { kind, label } = draft.value
  const errors = fieldErrors(save.error, words)
  const ruleRefused = save.error instanceof ApiError && isRuleRefusal(save.error.problem.fields?.options?.code)
  const change = (values: Partial<FieldDraft>): void => {
    draft.set(values)
    save.reset()
  }
  const submit = (): void => {
    const options = optionsOf(draft.value)
    const { required, indexed } = draft.value
    const values = { label: label.trim(), required, indexed, options }
    save.mutate(
      field
        ? { id: field.id, version: field.version, values, said: own.saved(values.label) }
        : { values: { ...values, object: object.name, kind }, said: own.made(values.label) },
      { onSuccess: onClose },
    )
  }
  return (
    <Editor
      size={560}
      title={field ? field.label : own.newOn(object.label.many)}
      saveLabel={field ? undefined : own.add}
      onClose={onClose}
      idle={!isComplete(draft.value) || !draft.dirty}
      saving={save.isPending}
      error={errors.options ? undefined : save.error}
      onSave={submit}
    >
      <KindPicker
        value={kind}
        fixed={field !== undefined}
        onChange={(chosen) => draft.set({ kind: chosen, indexed: draft.value.indexed && indexable.has(chosen) })}
      />
      {kind && (
        <>
          <TextInput
            label={own.label}
            required
            data-autofocus={field ? undefined : true}
            value={label}
            error={errors.label}
            onChange={(event) => draft.set({ label: event.currentTarget.value })}
          />
          <Contents
            object={object}
            draft={draft.value}
            kind={kind}
            error={ruleRefused ? undefined : save.error}
            onChange={change}
          />
          <RulesEditor
            object={object}
            kind={kind}
            name={field?.name}
            rules={draft.value.rules}
            refused={ruleRefused ? errors.options : undefined}
            onChange={(rules) => change({ rules })}
          />
        </>
      )}
    </Editor>
  )
}

interface ContentsProps {
  readonly object: MetadataObject
  readonly draft: FieldDraft
  readonly kind: FieldKindName
  /** Why the server did not take it. */
  readonly error: unknown
  readonly onChange: (change: Partial<FieldDraft>) => void
}

/** What the field holds, by its kind. */
function Contents({ object, draft, kind, error, onChange }: ContentsProps) {
  const refused = fieldErrors(error, useWords()).options
  if (kind === 'autoNumber') return <AutoNumberEditor draft={draft} onChange={onChange} refused={refused} />
  if (isWorkedOut(kind))
    return <WorkedOut object={object} draft={draft} onChange={onChange} error={error} kind={kind} />
  return (
    <>
      <Details draft={draft} onChange={onChange} error={refused} kind={kind} />
      <Preview draft={draft} kind={kind} />
    </>
  )
}

function isRuleRefusal(code: string | undefined): boolean {
  return code === 'invalid_rule' || code === 'own_rule'
}

interface DetailsProps {
  readonly draft: FieldDraft
  readonly kind: FieldKindName
  readonly error?: string
  readonly onChange: (change: Partial<FieldDraft>) => void
}

function Details({ draft, kind, error, onChange }: DetailsProps) {
  const own = useSettingsWords().customFields
  return (
    <>
      {hasChoices(kind) && (
        <ChoicesEditor choices={draft.choices} error={error} onChange={(choices) => onChange({ choices })} />
      )}
      {isReferring(kind) && (
        <ReferenceTarget value={draft.object} error={error} onChange={(object) => onChange({ object })} />
      )}
      <FieldLimits draft={draft} onChange={onChange} />
      <Explanation draft={draft} onChange={onChange} />
      <Switch
        label={own.required}
        description={own.requiredLead}
        checked={draft.required}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
      />
      {indexable.has(kind) && (
        <Switch
          label={own.fast}
          description={own.fastLead}
          checked={draft.indexed}
          onChange={(event) => onChange({ indexed: event.currentTarget.checked })}
        />
      )}
      <Switch
        label={own.sensitive}
        description={own.sensitiveLead}
        checked={draft.sensitive}
        onChange={(event) => onChange({ sensitive: event.currentTarget.checked })}
      />
    </>
  )
}

/** The field as it will stand in forms; what is tried out here is not kept. */
function Preview({ draft, kind }: { readonly draft: FieldDraft; readonly kind: FieldKindName }) {
  const own = useSettingsWords().customFields
  const [value, setValue] = useState<unknown>(null)
  const [title, setTitle] = useState<string | undefined>()
  const { Input } = kindOf({ kind })
  const field = previewOf(draft, kind)
  return (
    <Fieldset legend={own.preview}>
      <Stack gap="xs">
        <Input
          key={kind}
          field={field}
          label={draft.label || '…'}
          description={draft.help || undefined}
          required={draft.required}
          value={value}
          title={title}
          onChange={(next, words) => {
            setValue(next)
            setTitle(words)
          }}
        />
        <Text size="xs" c="dimmed">
          {own.previewLead}
        </Text>
      </Stack>
    </Fieldset>
  )
}
