// Starts the page: connection, words, pages, then the app.

import { createPinia } from 'pinia';
import { createApp } from 'vue';
import * as z from 'zod';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import '../look/tokens.css';
import './ui/element.css';
import '../look/ground.css';
import './ui/base.css';
import App from './app.vue';
import { chooseCarrier } from './desk/carrier.ts';
import { connectDesk } from './desk/connect.ts';
import { provideDesk } from './desk/desk.ts';
import { i18n } from './i18n/index.ts';
import { createPages } from './routes.ts';

// The Content-Security-Policy forbids eval, which zod would otherwise use for speed.
z.config({ jitless: true });

const carrier = chooseCarrier();
const app = createApp(App);
provideDesk(app, { ...connectDesk(carrier.open), shell: carrier.shell });
app.use(createPinia()).use(i18n).use(createPages()).mount('#app');
