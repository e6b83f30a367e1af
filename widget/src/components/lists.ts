/** The lists at the sides, as one lazy chunk. */
import './conversations/conversation-list.js';
import './people/people-list.js';
