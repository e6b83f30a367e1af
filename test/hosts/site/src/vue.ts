import { createApp } from 'vue';
import Support from './examples/Support.vue';

createApp(Support).mount('#app');
