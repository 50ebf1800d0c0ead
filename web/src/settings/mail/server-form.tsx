import {
  Button,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core'
import type { MailSecurity, MailSettings, MailSettingsInput } from '@tendero/model/api'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { hintBelow } from '../../design/hint-below.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { type Draft, useDraft } from '../draft.ts'
import { useSettingsWords } from '../words.ts'
import { useSaveSettings } from './mail-data.ts'

/** What the form holds: everything as text, as it is typed. */
interface Values {
  readonly own: boolean
  readonly host: string
  readonly port: number | string
  readonly security: MailSecurity
  readonly user: string
  readonly password: string
  readonly fromName: string
  readonly fromAddress: string
  readonly replyTo: string
  readonly perMinute: number | string
  readonly publicUrl: string
}

const usualPorts = { tls: 465, starttls: 587, none: 25 } as const satisfies Readonly<Record<MailSecurity, number>>

function valuesOf({ server, ...settings }: MailSettings): Values {
  return {
    own: server !== null,
    host: server?.host ?? '',
    port: server?.port ?? usualPorts.starttls,
    security: server?.security ?? 'starttls',
    user: server?.user ?? '',
    password: '',
    fromName: settings.fromName ?? '',
    fromAddress: settings.fromAddress ?? '',
    replyTo: settings.replyTo ?? '',
    perMinute: settings.perMinute,
    publicUrl: settings.publicUrl ?? '',
  }
}

function inputOf(value: Values): MailSettingsInput {
  const server = {
    host: value.host.trim(),
    port: Number(value.port),
    security: value.security,
    user: given(value.user),
    ...(value.password === '' ? {} : { password: value.password }),
  }
  return {
    publicUrl: given(value.publicUrl),
    server: value.own ? server : null,
    fromName: given(value.fromName),
    fromAddress: given(value.fromAddress),
    replyTo: given(value.replyTo),
    perMinute: Number(value.perMinute),
  }
}

function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

interface PartProps {
  readonly draft: Draft<Values>
  readonly errors: Readonly<Record<string, string>>
  readonly settings: MailSettings
}

/** Through which server mail goes, from whom, and where its links lead. */
export function ServerForm({ settings }: { readonly settings: MailSettings }) {
  return <Form key={JSON.stringify({ ...settings, status: null })} settings={settings} />
}

function Form({ settings }: { readonly settings: MailSettings }) {
  const words = useWords()
  const own = useSettingsWords().mail
  const draft = useDraft(valuesOf(settings))
  const save = useSaveSettings()
  const part = { draft, settings, errors: fieldErrors(save.error, words) }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(inputOf(draft.value))
      }}
    >
      <Stack maw={560}>
        <FormError error={save.error} />
        {settings.instanceServer && (
          <Text size="sm" c="dimmed">
            {own.instanceServer}
          </Text>
        )}
        <Switch
          label={own.form.own}
          checked={draft.value.own}
          onChange={({ currentTarget }) => draft.set({ own: currentTarget.checked })}
        />
        {draft.value.own && <ServerFields {...part} />}
        <SenderFields {...part} />
        <Group>
          <Button type="submit" disabled={!draft.dirty} loading={save.isPending}>
            {words.verbs.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function ServerFields({ draft, errors, settings }: PartProps) {
  const { form } = useSettingsWords().mail
  const { value } = draft
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          label={form.host}
          placeholder="mail.example.com"
          required
          value={value.host}
          error={errors['server.host']}
          onChange={({ currentTarget }) => draft.set({ host: currentTarget.value })}
        />
        <Select
          label={form.security}
          allowDeselect={false}
          data={(['starttls', 'tls', 'none'] as const).map((one) => ({ value: one, label: form.securities[one] }))}
          value={value.security}
          error={errors['server.security']}
          onChange={(security) => security && draft.set({ security, port: usualPorts[security] })}
        />
        <NumberInput
          label={form.port}
          required
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          value={value.port}
          error={errors['server.port']}
          onChange={(port) => draft.set({ port })}
        />
      </SimpleGrid>
      {value.security === 'none' && <Callout tone="warning">{form.plain}</Callout>}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={form.user}
          {...hintBelow}
          description={form.userLead}
          autoComplete="off"
          value={value.user}
          error={errors['server.user']}
          onChange={({ currentTarget }) => draft.set({ user: currentTarget.value })}
        />
        <PasswordInput
          label={form.password}
          {...hintBelow}
          description={settings.server?.hasPassword ? form.passwordKept : form.passwordLead}
          autoComplete="new-password"
          disabled={value.user.trim() === ''}
          value={value.password}
          error={errors['server.password']}
          onChange={({ currentTarget }) => draft.set({ password: currentTarget.value })}
        />
      </SimpleGrid>
    </>
  )
}

function SenderFields({ draft, errors, settings }: PartProps) {
  const { form } = useSettingsWords().mail
  const { value } = draft
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={`${form.sender}: ${form.fromName}`}
          autoComplete="organization"
          value={value.fromName}
          error={errors.fromName}
          onChange={({ currentTarget }) => draft.set({ fromName: currentTarget.value })}
        />
        <TextInput
          label={`${form.sender}: ${form.fromAddress}`}
          type="email"
          required={value.own}
          value={value.fromAddress}
          error={errors.fromAddress}
          onChange={({ currentTarget }) => draft.set({ fromAddress: currentTarget.value })}
        />
        <TextInput
          label={form.replyTo}
          {...hintBelow}
          description={form.replyToLead}
          type="email"
          value={value.replyTo}
          error={errors.replyTo}
          onChange={({ currentTarget }) => draft.set({ replyTo: currentTarget.value })}
        />
        <NumberInput
          label={form.perMinute}
          {...hintBelow}
          description={form.perMinuteLead}
          min={1}
          max={10_000}
          allowDecimal={false}
          hideControls
          value={value.perMinute}
          error={errors.perMinute}
          onChange={(perMinute) => draft.set({ perMinute })}
        />
      </SimpleGrid>
      <TextInput
        label={form.publicUrl}
        {...hintBelow}
        description={settings.urlIsFixed ? form.urlFixed : form.publicUrlLead(settings.effectiveUrl)}
        placeholder="https://crm.example.com"
        type="url"
        disabled={settings.urlIsFixed}
        value={value.publicUrl}
        error={errors.publicUrl}
        onChange={({ currentTarget }) => draft.set({ publicUrl: currentTarget.value })}
      />
    </>
  )
}
