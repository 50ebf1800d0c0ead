import { Code, Stack, Text } from '@mantine/core'
import { Part } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'

const address = (): string => `${window.location.origin}/api/mcp`

/** Where assistants find this server, and what they may. */
export function ConnectAssistant() {
  const words = useSettingsWords().keys
  return (
    <Part title={words.connect} lead={words.connectLead}>
      <Code block aria-label={words.address}>
        {address()}
      </Code>
    </Part>
  )
}

/** What an assistant is given together with its key, in the form that most of them read. */
export function AssistantConfiguration({ apiKey }: { readonly apiKey: string }) {
  const words = useSettingsWords().keys
  const headers = { Authorization: `Bearer ${apiKey}` }
  const configuration = { mcpServers: { tendero: { type: 'http', url: address(), headers } } }
  return (
    <Stack gap="xs">
      <Text size="sm">{words.configuration}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(configuration, undefined, 2)}
      </Code>
    </Stack>
  )
}
