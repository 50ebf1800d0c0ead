import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import './design/base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenForPalette } from './design/palette-keys.ts'
import { cssVariables, theme } from './design/theme.ts'
import { awaitInstallation } from './kernel/installation.ts'
import { languageOfBrowser, speak } from './kernel/language.ts'
import { reloadWhenOutdated } from './kernel/outdated.ts'
import { queryClient } from './kernel/queries.ts'
import { router } from './kernel/router.tsx'
import { styleNonce } from './kernel/style-nonce.ts'

async function start(): Promise<void> {
  await speak(languageOfBrowser())
  const place = document.getElementById('root')
  if (!place) throw new Error('index.html has no #root')
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce ?? ''}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

listenForPalette()
awaitInstallation()
reloadWhenOutdated()
void start()
