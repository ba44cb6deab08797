// Starts the readers' page: the look, the phone's calls, the pages.

import { createApp } from 'vue';
import '../look/tokens.css';
import '../look/ground.css';
import './ui/ground.css';
import './ui/controls.css';
import App from './app.vue';
import { createPhone, providePhone } from './phone/phone.ts';
import { ownChecks } from './ui/own-checks.ts';
import { createPages } from './routes.ts';
import { languageOf, useWords } from './words/use-words.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const wear = () => document.documentElement.classList.toggle('dark', dark.matches);
dark.addEventListener('change', wear);
wear();
useWords().language.value = languageOf(navigator.languages);

const phone = createPhone((input, init) => fetch(input, init), sessionStorage);
const app = createApp(App);
providePhone(app, phone);
ownChecks(document.body);
app.use(createPages(phone.tokens)).mount('#app');
