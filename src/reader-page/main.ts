// Starts the readers' page.

import { createApp } from 'vue';
import '../look/tokens.css';
import App from './app.vue';

createApp(App).mount('#app');
