import { createArticles } from '../support/articles.js'
import { useWorld } from '../support/world.js'
import { describeCategories } from './articles/categories.js'
import { describeFaults } from './articles/faults.js'
import { describeFiles } from './articles/files.js'
import { describeReaders } from './articles/readers.js'
import { describeSearch } from './articles/search.js'
import { describeTicketArticles } from './articles/ticket-articles.js'
import { describeWriting } from './articles/writing.js'

const articles = createArticles(useWorld({ worker: false }))

describeCategories(articles)
describeWriting(articles)
describeFaults(articles)
describeFiles(articles)
describeSearch(articles)
describeReaders(articles)
describeTicketArticles(articles)
