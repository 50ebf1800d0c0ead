import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import type { Draft } from '../draft.ts'
import { Secret } from '../people/invite.tsx'
import { useSettingsWords } from '../words.ts'
import { DiscoveryResult } from './discovery-result.tsx'
import type { ProviderDraft } from './provider-draft.ts'
import { useDiscovery } from './providers.ts'

/** What the parts of the form of a provider need. */
export interface ProviderFieldsProps {
  readonly draft: Draft<ProviderDraft>
  readonly errors: Readonly<Record<string, string>>
}

interface ConnectionFieldsProps extends ProviderFieldsProps {
  readonly redirectUri: string
  readonly hasSecret: boolean
}

/** Who the provider is, and how it and Tendero know each other. */
export function ConnectionFields({ draft, errors, redirectUri, hasSecret }: ConnectionFieldsProps) {
  const own = useSettingsWords().singleSignOn
  const discovery = useDiscovery()
  const { value, set } = draft
  const kept = hasSecret && draft.changes.issuer === undefined
  return (
    <Stack gap="md">
      <TextInput
        label={own.name}
        placeholder={own.nameExample}
        description={own.nameLead}
        maxLength={100}
        required
        value={value.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Group gap="xs" align="flex-end">
        <TextInput
          flex="1 1 18rem"
          label={own.issuer}
          placeholder="https://login.example.com"
          type="url"
          required
          value={value.issuer}
          error={errors.issuer}
          onChange={(event) => set({ issuer: event.currentTarget.value })}
        />
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          disabled={value.issuer.trim() === ''}
          loading={discovery.isPending}
          onClick={() => discovery.mutate(value.issuer)}
        >
          {own.check}
        </Button>
      </Group>
      <DiscoveryResult steps={discovery.data?.steps} error={discovery.error} />
      <div>
        <Secret value={redirectUri} label={own.redirectUri} />
        <Text size="xs" c="dimmed" mt={4}>
          {own.redirectUriLead}
        </Text>
      </div>
      <TextInput
        label={own.clientId}
        required
        autoComplete="off"
        value={value.clientId}
        error={errors.clientId}
        onChange={(event) => set({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={own.clientSecret}
        description={kept ? own.secretKept : own.secretLead}
        autoComplete="off"
        value={value.clientSecret ?? ''}
        error={errors.clientSecret}
        onChange={(event) => set({ clientSecret: event.currentTarget.value || undefined })}
      />
    </Stack>
  )
}
