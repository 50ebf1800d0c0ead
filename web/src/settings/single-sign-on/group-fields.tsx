import { Group, Stack, TagsInput, Text, TextInput, Title } from '@mantine/core'
import { useRoleOptions, useTeamOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'
import type { ProviderFieldsProps } from './connection-fields.tsx'
import { GroupMapping } from './group-mapping.tsx'

/** How the groups of the directory become roles and teams. */
export function GroupFields({ draft: { value, set }, errors }: ProviderFieldsProps) {
  const own = useSettingsWords().singleSignOn
  return (
    <Stack gap="md" component="section" mt="md">
      <div>
        <Title order={3} size="h4">
          {own.groups}
        </Title>
        <Text size="sm" c="dimmed">
          {own.groupsLead}
        </Text>
      </div>
      <GroupMapping
        label={own.groupRoles}
        targetLabel={own.mappedRole}
        options={useRoleOptions()}
        rows={value.roleMapping.map(({ group, role }) => ({ group, target: role }))}
        error={errors.roleMapping}
        onChange={(rows) => set({ roleMapping: rows.map(({ group, target }) => ({ group, role: target })) })}
      />
      <GroupMapping
        label={own.groupTeams}
        targetLabel={own.mappedTeam}
        options={useTeamOptions()}
        rows={value.teamMapping.map(({ group, team }) => ({ group, target: team }))}
        error={errors.teamMapping}
        onChange={(rows) => set({ teamMapping: rows.map(({ group, target }) => ({ group, team: target })) })}
      />
      <Group gap="md" align="flex-start" grow>
        <TextInput
          label={own.groupsClaim}
          description={own.groupsClaimLead}
          value={value.groupsClaim}
          error={errors.groupsClaim}
          onChange={(event) => set({ groupsClaim: event.currentTarget.value })}
        />
        <TagsInput
          label={own.scopes}
          description={own.scopesLead}
          value={[...value.scopes]}
          error={errors.scopes}
          onChange={(scopes) => set({ scopes })}
        />
      </Group>
    </Stack>
  )
}
