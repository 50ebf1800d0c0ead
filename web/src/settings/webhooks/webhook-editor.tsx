import { Button, Group, MultiSelect, Select, Switch, TextInput } from '@mantine/core'
import { IconRefresh, IconTrash } from '@tabler/icons-react'
import { failed } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { type Kept, useDelete, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { useRoleOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'
import { useEventOptions } from './event-options.ts'
import { useNewSecret } from './webhooks.ts'

interface WebhookEditorProps {
  /** Without it a new one is made, and its secret shown. */
  readonly webhook: Kept<'webhook'> | undefined
  readonly onClose: () => void
  readonly onSecret: (secret: string) => void
}

/** Where messages go, about what, and with whose eyes. */
export function WebhookEditor({ webhook, onClose, onSecret }: WebhookEditorProps) {
  const words = useWords()
  const own = useSettingsWords().webhooks
  const label = useFieldLabels('webhook')
  const save = useSave('webhook')
  const { mutate: makeSecret } = useNewSecret()
  const draft = useDraft({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    events: webhook?.events ?? [],
    role: webhook?.role ?? null,
    active: webhook?.active ?? true,
  })
  const { value } = draft
  const errors = fieldErrors(save.error, words)
  const showSecret = (id: string): void =>
    makeSecret(id, { onSuccess: ({ secret }) => onSecret(secret), onError: (error) => failed(error) })
  const keep = (): void =>
    save.mutate(
      {
        id: webhook?.id,
        version: webhook?.version,
        values: webhook ? draft.changes : value,
        said: webhook ? words.undo.saved : words.undo.created(value.name.trim()),
      },
      { onSuccess: ({ id }) => (webhook ? onClose() : showSecret(id)) },
    )
  return (
    <Editor
      title={webhook?.name ?? own.add}
      onClose={onClose}
      idle={!draft.dirty || value.name.trim() === '' || value.url.trim() === '' || value.role === null}
      saving={save.isPending}
      error={save.error}
      saveLabel={webhook ? undefined : own.make}
      onSave={keep}
      size={520}
      aside={webhook && <Aside webhook={webhook} onClose={onClose} onNewSecret={() => showSecret(webhook.id)} />}
    >
      <TextInput
        label={label('name')}
        placeholder={own.nameExample}
        maxLength={100}
        required
        data-autofocus={webhook ? undefined : true}
        value={value.name}
        error={errors.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={label('url')}
        placeholder="https://shop.example.com/tendero"
        description={own.urlLead}
        type="url"
        required
        value={value.url}
        error={errors.url}
        onChange={(event) => draft.set({ url: event.currentTarget.value })}
      />
      <MultiSelect
        label={label('events')}
        placeholder={value.events.length === 0 ? own.allEvents : undefined}
        description={own.eventsLead}
        data={useEventOptions()}
        value={[...value.events]}
        error={errors.events}
        searchable
        maxValues={50}
        onChange={(events) => draft.set({ events })}
      />
      <Select
        label={label('role')}
        description={own.roleLead}
        data={useRoleOptions()}
        required
        value={value.role}
        error={errors.role}
        onChange={(role) => draft.set({ role })}
      />
      {webhook && (
        <Switch
          label={label('active')}
          description={own.activeLead}
          checked={value.active}
          onChange={(event) => draft.set({ active: event.currentTarget.checked })}
        />
      )}
    </Editor>
  )
}

interface AsideProps {
  readonly webhook: Kept<'webhook'>
  readonly onClose: () => void
  readonly onNewSecret: () => void
}

function Aside({ webhook, onClose, onNewSecret }: AsideProps) {
  const words = useWords()
  const own = useSettingsWords().webhooks
  const remove = useDelete('webhook')
  return (
    <Group gap={4}>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={remove.isPending}
        onClick={() =>
          remove.mutate({ id: webhook.id, said: words.undo.deleted(webhook.name) }, { onSuccess: onClose })
        }
      >
        {words.verbs.delete}
      </Button>
      <Button variant="subtle" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onNewSecret}>
        {own.newSecret}
      </Button>
    </Group>
  )
}
