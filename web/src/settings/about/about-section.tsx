import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { version } from '../../../package.json'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useLanguage } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { apiUrl } from '../../kernel/transport.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { health } from './health.ts'

export function AboutSection() {
  const words = useSettingsWords()
  const { workspace } = useSession()
  const language = useLanguage()
  return (
    <SectionFrame {...words.sections.about} width={560}>
      <Sheet label={words.sections.about.title}>
        <Line title={words.about.version} cells={<Text size="sm">{version}</Text>} />
        <Line title={words.about.server} cells={<Health />} />
        <Line title={words.about.company} cells={<Text size="sm">{workspace.name}</Text>} />
        <Line
          title={words.about.api}
          subtitle={words.about.apiLead}
          cells={
            <Group gap="sm">
              <Anchor
                size="sm"
                href={apiUrl('/openapi.json', { workspace: workspace.slug })}
                target="_blank"
                rel="noreferrer"
              >
                OpenAPI
              </Anchor>
            </Group>
          }
        />
        <Line title={words.about.licence} cells={<Text size="sm">Apache-2.0</Text>} />
      </Sheet>
      <Text size="xs" c="dimmed" lang={language}>
        {words.about.free}
      </Text>
    </SectionFrame>
  )
}

function Health() {
  const words = useSettingsWords().about
  const format = useFormat()
  const { data, error, isPending } = useQuery({
    queryKey: ['health'],
    queryFn: health,
    refetchInterval: 30_000,
    staleTime: 0,
    retry: false,
  })
  if (isPending) return null
  if (error) return <Pill color="red">{words.unwell}</Pill>
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {words.answered(format.number(data.milliseconds))}
      </Text>
      <Pill color="green">{words.well}</Pill>
    </Group>
  )
}
