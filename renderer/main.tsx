import './fonts.css';
import './tokens.css';
import './base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { connectHost } from '../host/contract/connect.ts';
import { App } from './App.tsx';
import { startI18n, systemLocale } from './i18n/i18n.ts';
import { applyRememberedAppearance } from './session/appearance.ts';
import { HostProvider } from './session/host-context.tsx';
import { createQueryClient, followEvents } from './session/host-query.ts';
import { PageBoundary } from './ui/PageBoundary.tsx';

applyRememberedAppearance();
const i18n = startI18n(systemLocale(navigator.languages));
const host = connectHost();
const queries = createQueryClient();
followEvents(host, queries);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <I18nextProvider i18n={i18n}>
    <PageBoundary>
      <QueryClientProvider client={queries}>
        <HostProvider client={host}>
          <App />
        </HostProvider>
      </QueryClientProvider>
    </PageBoundary>
  </I18nextProvider>,
);
