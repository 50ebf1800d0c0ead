import { Select, Stack, Switch, TagsInput, Title } from '@mantine/core'
import { Callout } from '../../design/callout.tsx'
import { useWords } from '../../kernel/language.ts'
import { useRoleOptions, useTeamOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'
import type { ProviderFieldsProps } from './connection-fields.tsx'

/** Whom the provider lets in, and as what. */
export function PeopleFields({ draft: { value, set }, errors }: ProviderFieldsProps) {
  const words = useWords()
  const own = useSettingsWords().singleSignOn
  return (
    <Stack gap="md" component="section" mt="md">
      <Title order={3} size="h4">
        {own.people}
      </Title>
      <TagsInput
        label={own.domains}
        description={own.domainsLead}
        placeholder={value.domains.length === 0 ? 'example.com' : undefined}
        required
        maxTags={50}
        value={[...value.domains]}
        error={errors.domains}
        onChange={(domains) => set({ domains: domains.map((domain) => domain.trim().replace(/^@/, '').toLowerCase()) })}
      />
      <Switch
        label={own.createsPeople}
        description={own.createsPeopleLead}
        checked={value.createsPeople}
        onChange={(event) => set({ createsPeople: event.currentTarget.checked })}
      />
      <Select
        label={own.role}
        description={own.roleLead}
        data={useRoleOptions()}
        clearable
        clearButtonProps={{ 'aria-label': words.fields.clear(own.role) }}
        placeholder={words.common.none}
        value={value.role}
        error={errors.role}
        onChange={(role) => set({ role })}
      />
      <Select
        label={own.team}
        data={useTeamOptions()}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': words.fields.clear(own.team) }}
        nothingFoundMessage={words.fields.noMatch}
        placeholder={words.common.none}
        value={value.team}
        error={errors.team}
        onChange={(team) => set({ team })}
      />
      <Switch
        label={own.trusts}
        description={own.trustsLead}
        checked={value.trustsAddresses}
        onChange={(event) => set({ trustsAddresses: event.currentTarget.checked })}
      />
      <Switch
        label={own.enforced}
        description={own.enforcedLead}
        checked={value.enforced}
        onChange={(event) => set({ enforced: event.currentTarget.checked })}
      />
      {value.enforced && (
        <Callout tone="warning" title={own.enforcedWarning}>
          {own.enforcedWayBack}
        </Callout>
      )}
      <Switch
        label={own.active}
        description={own.activeLead}
        checked={value.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
    </Stack>
  )
}
