import type { MailSettings } from '@tendero/model/api'
import { Part } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { ServerForm } from './server-form.tsx'
import { TestMessage } from './test-message.tsx'

/** The server, and whether it works. */
export function ServerPart({ settings }: { readonly settings: MailSettings }) {
  const own = useSettingsWords().mail
  const usable = settings.server !== null || settings.instanceServer
  return (
    <>
      <ServerForm settings={settings} />
      {usable && (
        <Part title={own.test.title} lead={own.test.lead}>
          <TestMessage />
        </Part>
      )}
    </>
  )
}
